export { checkRules } from './check.js';
export { anyone, evenSuspended, may, signedIn } from './may.js';
export { combine, ruleOf } from './table.js';
export type { Rules } from './table.js';
export type { Rule } from '../shield.js';
