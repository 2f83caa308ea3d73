import { accountsRules } from './accounts.rules.js';
import { crmRules } from './crm.rules.js';
import { knowledgeRules } from './knowledge.rules.js';
import { commerceRules } from './commerce.rules.js';
import { operationsRules } from './operations.rules.js';
import { combine, type Rules } from './table.js';
import { ticketingRules } from './ticketing.rules.js';
import { voiceRules } from './voice.rules.js';

/** Every room's rules in one table; what it does not name is denied. */
export const rules: Rules = combine(accountsRules, commerceRules, crmRules, knowledgeRules, operationsRules, ticketingRules, voiceRules);
