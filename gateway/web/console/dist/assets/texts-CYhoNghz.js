var e={en:{pageTitle:`FourNets · query console`,product:`四网 FourNets`,placesLabel:`Parts of the console`,places:{query:`Questions`,findings:`Findings`,rules:`Rules`,runs:`Runs`,deeds:`Before the deed`},subtitle:`Query console`,examples:`Example questions`,examplesNone:`No example questions are stored.`,examplesFailed:`The example questions could not be loaded. Reload the page to try again.`,otherLanguage:`中文`,copyResult:`Copy result`,copied:`Copied.`,copyFailed:`The browser does not allow copying here. Use the download.`,downloadResult:`Download JSON`,resultActions:`Result`,welcome:`# FourNets: five departments' own data,
# asked as one graph.
#
# Start with one of the example questions
# above. It opens in a tab of its own, with
# its variables. Run it with the button or
# Ctrl-Enter.
#
# On the left: the documentation of every
# type and field, the history of what you
# ran, and the explorer, which builds a
# question by ticking fields.
#
# Below: variables and request headers.
#
# This one lists what can be asked.

query Welcome {
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`},zh:{pageTitle:`四网 · 查询控制台`,product:`四网 FourNets`,placesLabel:`控制台各部分`,places:{query:`查询`,findings:`疑点`,rules:`监督规则`,runs:`规则运行`,deeds:`做之前先问`},subtitle:`查询控制台`,examples:`示例查询`,examplesNone:`尚未保存示例查询。`,examplesFailed:`示例查询加载失败，请刷新页面重试。`,otherLanguage:`English`,copyResult:`复制结果`,copied:`已复制。`,copyFailed:`浏览器不允许在此复制，请改用下载。`,downloadResult:`下载 JSON`,resultActions:`结果`,welcome:`# 四网：五个部门各自的数据，一张图上统一查询。
#
# 从上方的示例查询开始：选择一条，它会连同变量
# 在新标签页中打开，点击执行按钮或按 Ctrl-Enter 运行。
#
# 左侧：全部类型与字段的文档、运行过的历史记录，
# 以及勾选字段即可生成查询的字段浏览器。
#
# 下方：变量与请求头。
#
# 下面这条查询列出可以查询的内容。

query Welcome {
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`}};export{e as t};