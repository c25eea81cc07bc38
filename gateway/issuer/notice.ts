/** What a start with the demo issuer says, in both languages. */
export const DEMO_NOTICE = `The demo issuer is on: anybody who reaches this server may log in as anybody. For trying out only; in earnest set OIDC_ISSUER.
演示身份服务已启用：能访问本服务的任何人都可以任意身份登录。仅供试用；正式使用请设置 OIDC_ISSUER。`;
