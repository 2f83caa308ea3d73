import { accountsRules } from './accounts.rules.js';
import { combine } from './table.js';
import type { Rules } from './table.js';

export { checkRules } from './check.js';
export { anyone, evenSuspended, may, signedIn } from './may.js';
export { combine, ruleOf } from './table.js';
export type { Rules };
export type { Rule } from '../shield.js';

/** Who may ask what, in the whole product. */
export const rules: Rules = combine(accountsRules);
