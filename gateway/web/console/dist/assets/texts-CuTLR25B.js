import{a as e}from"./rolldown-runtime-BWaJ3C7D.js";import{t}from"./react-DQNnqofR.js";var n=`fournets:language`,r=e=>e===`en`||e===`zh`,i=(e,t,n)=>{let i=new URLSearchParams(e).get(`lang`);return r(i)?i:r(t)?t:n.map(e=>e.slice(0,2).toLowerCase()).find(r)??`en`},a=()=>{let e=i(location.search,localStorage.getItem(n),navigator.languages);return location.search.includes(`lang=`)&&localStorage.setItem(n,e),e},o=e=>{localStorage.setItem(n,e),location.assign(location.pathname)},s=(e,t={})=>{let n=e=>e.replace(/\{(\w+)\}/g,(e,n)=>String(t[n]??e));return{code:e,en:n({CONSOLE_GRAPH_UNREACHABLE:{http:503,since:`0.1.0`,en:`The graph cannot be reached at /graphql. Check that the server is still running, then run the question again.`,zh:`无法连接 /graphql。请确认服务仍在运行，然后重新执行查询。`},CONSOLE_ANSWER_NOT_JSON:{http:502,since:`0.1.0`,en:`The answer from /graphql is not JSON (HTTP status {status}). Something between this page and the server answered instead: check the proxy, then run the question again.`,zh:`/graphql 返回的不是 JSON（HTTP 状态 {status}），可能由中间的代理作出应答。请检查代理设置后重新执行查询。`},CONSOLE_LOGIN_ENDED:{http:401,since:`0.2.0`,en:`Your login has ended. Log in again at the top of this page; what you wrote is kept.`,zh:`登录已结束。请在页面上方重新登录，已编写的内容会保留。`},CONSOLE_LOGIN_FAILED:{http:403,since:`0.2.0`,en:`The login did not come to an end ({reason}). Log in again; if it fails again, ask whoever runs the identity provider whether this page is registered there.`,zh:`登录未完成（{reason}）。请重新登录；若仍然失败，请联系身份服务的管理员，确认本页已在其中登记。`},CONSOLE_LOGIN_INSECURE:{http:403,since:`0.2.0`,en:`Browsers let nobody log in at an address that starts with http://, other than that of this machine. Open the console over https, or at http://127.0.0.1 on the machine itself.`,zh:`除本机地址外，浏览器不允许在 http:// 开头的地址登录。请通过 https 打开控制台，或在服务所在机器上访问 http://127.0.0.1。`},CONSOLE_ISSUER_UNREACHABLE:{http:503,since:`0.2.0`,en:`The identity provider does not answer, so that nobody can be logged in. Check that it is running and reachable from this browser, then try again.`,zh:`身份服务无应答，暂时无法登录。请确认其正在运行且本浏览器可以访问，然后重试。`}}[e].en),zh:n({CONSOLE_GRAPH_UNREACHABLE:{http:503,since:`0.1.0`,en:`The graph cannot be reached at /graphql. Check that the server is still running, then run the question again.`,zh:`无法连接 /graphql。请确认服务仍在运行，然后重新执行查询。`},CONSOLE_ANSWER_NOT_JSON:{http:502,since:`0.1.0`,en:`The answer from /graphql is not JSON (HTTP status {status}). Something between this page and the server answered instead: check the proxy, then run the question again.`,zh:`/graphql 返回的不是 JSON（HTTP 状态 {status}），可能由中间的代理作出应答。请检查代理设置后重新执行查询。`},CONSOLE_LOGIN_ENDED:{http:401,since:`0.2.0`,en:`Your login has ended. Log in again at the top of this page; what you wrote is kept.`,zh:`登录已结束。请在页面上方重新登录，已编写的内容会保留。`},CONSOLE_LOGIN_FAILED:{http:403,since:`0.2.0`,en:`The login did not come to an end ({reason}). Log in again; if it fails again, ask whoever runs the identity provider whether this page is registered there.`,zh:`登录未完成（{reason}）。请重新登录；若仍然失败，请联系身份服务的管理员，确认本页已在其中登记。`},CONSOLE_LOGIN_INSECURE:{http:403,since:`0.2.0`,en:`Browsers let nobody log in at an address that starts with http://, other than that of this machine. Open the console over https, or at http://127.0.0.1 on the machine itself.`,zh:`除本机地址外，浏览器不允许在 http:// 开头的地址登录。请通过 https 打开控制台，或在服务所在机器上访问 http://127.0.0.1。`},CONSOLE_ISSUER_UNREACHABLE:{http:503,since:`0.2.0`,en:`The identity provider does not answer, so that nobody can be logged in. Check that it is running and reachable from this browser, then try again.`,zh:`身份服务无应答，暂时无法登录。请确认其正在运行且本浏览器可以访问，然后重试。`}}[e].zh)}},c=`fournets:login`,l=`fournets:entered`,u=e=>sessionStorage.setItem(c,JSON.stringify(e)),d=()=>{let e=sessionStorage.getItem(c);return sessionStorage.removeItem(c),e===null?void 0:JSON.parse(e)},f=()=>sessionStorage.setItem(l,`yes`),p=()=>{let e=sessionStorage.getItem(l)!==null;return sessionStorage.removeItem(l),e},m=[`investigator`,`clerk`,`director`,`unit-hr`],h=[`WITHHELD`,`PURPOSE_MISSING`,`PURPOSE_NOT_COVERED`,`AGREEMENT_MISSING`,`AGREEMENT_NOT_YET_IN_FORCE`,`AGREEMENT_EXPIRED`,`AGREEMENT_SUSPENDED`,`OUT_OF_SCOPE`],g=e(t(),1),_=[`query`,`findings`,`rules`,`runs`],v=`fournets:place`,y=e=>_.find(t=>t===e),b=()=>{let e=y(location.hash.slice(1));e!==void 0&&sessionStorage.setItem(v,e)},x=()=>{let[e,t]=(0,g.useState)(()=>y(sessionStorage.getItem(v))??`query`);return[e,(0,g.useCallback)(e=>{sessionStorage.setItem(v,e),history.replaceState(null,``,e===`query`?location.pathname:`#${e}`),t(e)},[])]},S={en:{pageTitle:`FourNets · query console`,product:`四网 FourNets`,placesLabel:`Parts of the console`,places:{query:`Questions`,findings:`Findings`,rules:`Rules`,runs:`Runs`},subtitle:`Query console`,examples:`Example questions`,examplesNone:`No example questions are stored.`,examplesFailed:`The example questions could not be loaded. Reload the page to try again.`,otherLanguage:`中文`,copyResult:`Copy result`,copied:`Copied.`,copyFailed:`The browser does not allow copying here. Use the download.`,downloadResult:`Download JSON`,resultActions:`Result`,welcome:`# FourNets: five departments' own data,
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
`},zh:{pageTitle:`四网 · 查询控制台`,product:`四网 FourNets`,placesLabel:`控制台各部分`,places:{query:`查询`,findings:`疑点`,rules:`监督规则`,runs:`规则运行`},subtitle:`查询控制台`,examples:`示例查询`,examplesNone:`尚未保存示例查询。`,examplesFailed:`示例查询加载失败，请刷新页面重试。`,otherLanguage:`English`,copyResult:`复制结果`,copied:`已复制。`,copyFailed:`浏览器不允许在此复制，请改用下载。`,downloadResult:`下载 JSON`,resultActions:`结果`,welcome:`# 四网：五个部门各自的数据，一张图上统一查询。
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
`}};export{h as a,f as c,s as d,a as f,x as i,p as l,_ as n,m as o,o as p,b as r,u as s,S as t,d as u};