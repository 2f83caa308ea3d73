import { GraphQLError, OperationTypeNode, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { openMemory } from '@deskgraph/kit';
import type { GatewayContext } from '../context.js';
import { authorize } from '../guard.js';
import { badRequest, walk, type Variables } from '../guard/walk.js';
import { defaultFigures, type Figures } from '../limits/figures.js';
import { measure } from '../limits/measure.js';
import { brokenBy, brokenByValues, tooMuch } from '../limits/refusal.js';
import type { Rates } from '../rates.js';
import type { Rules } from '../rules/table.js';
import { brokenByForm } from '../variables.js';
import { interestOf, type ListInterest } from './listing.js';
import { argumentsOf, questionOf, type Question } from './question.js';
import type { Subscriptions } from './table.js';

/** An operation as a socket sends it. */
export interface Sent {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
}

/** An operation that may run. `question` where it is a subscription. */
export interface Admitted {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly question: Question | null;
  /** What is asked of a list, where it is one. */
  readonly interest: ListInterest | null;
  readonly id: string | null;
  readonly after: number | null;
}

/** What operations are held to. */
export interface Admission {
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
  readonly table: Subscriptions;
  /** `Type.field` of everything whose value depends on who asks beyond their rights. */
  readonly personal: ReadonlySet<string>;
  readonly figures: Partial<Figures> | undefined;
  readonly rates: Rates;
}

/** Reads documents that are sent again and again only once. */
type Reader = (query: string) => DocumentNode;

/** How much is remembered, in characters of documents: each takes a hundred bytes of memory and more. */
const mostText = 1_000_000;
const largestPosition = 2 ** 53;

/** Admits operations of sockets: a syntax error, a validation error, a limit or a denial is thrown before anything runs, and arrives as `error`. */
export function openAdmission(admission: Admission): (sent: Sent, context: GatewayContext, address: string) => Promise<Admitted> {
  const figures = { ...defaultFigures, ...admission.figures };
  const read = reader(admission.schema, figures);
  return async (sent, context, address) => {
    const document = read(sent.query);
    const variables = sent.variables ?? {};
    const { operation } = walk(admission.schema, document, sent.operationName);
    const broken = brokenByValues(variables, figures) ?? brokenByForm(admission.schema, operation, variables);
    if (broken) throw broken;
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return { schema: admission.schema, document, question: null, interest: null, id: null, after: null };

    const { cost } = measure(admission.schema, document, sent.operationName, variables);
    if (cost > figures.maxCost) throw tooMuch('QUERY_TOO_COMPLEX', 'cost', cost, figures.maxCost);
    const question = questionOf(admission.schema, document, sent.operationName, admission.table, admission.personal);
    const opening = question.listing ? measure(admission.schema, parse(question.listing.members)).cost : 0; // who is in it is read first
    await charge(admission.rates, context, address, cost + opening);
    await refuseDenied(admission, question, { document, sent, context });
    const interest = question.listing && interestOf(admission.schema, question.listing, question.walked, question.field, variables, figures);
    refuseDear(admission.schema, question, interest, variables, figures);
    const { id, after } = argumentsOf(question, variables);
    return { schema: admission.schema, document, question, interest, id, after: positionOf(after) };
  };
}

function reader(schema: GraphQLSchema, figures: Figures): Reader {
  const known = openMemory<DocumentNode>(mostText);
  return query => known(query, () => {
    if (query.length > figures.maxLength) throw tooMuch('QUERY_TOO_LONG', 'length', query.length, figures.maxLength);
    const document = parsed(query, figures.maxTokens);
    const broken = brokenBy(measure(schema, document, null, {}), figures);
    if (broken) throw broken;
    const errors = validate(schema, document, undefined, { maxErrors: 10 });
    if (errors.length > 0) throw new AggregateError(errors.map(error => described(error, 'GRAPHQL_VALIDATION_FAILED')));
    return document;
  });
}

function parsed(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? described(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

/** The error with its code, and without the names of what the caller may not know. */
function described({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message.replace(/ Did you mean .*\?$/, ''), { nodes, source, positions, extensions: { code } });
}

async function charge(rates: Rates, { viewer }: GatewayContext, address: string, cost: number): Promise<void> {
  const { allowed, resetSeconds, unavailable } = await rates.operation(viewer, address, cost);
  if (allowed) return;
  const extensions = { code: unavailable ? 'UNAVAILABLE' : 'RATE_LIMITED', retryAfter: resetSeconds };
  throw new GraphQLError(`Too many requests. Try again in ${resetSeconds} seconds.`, { extensions });
}

/** Whoever may not use the subscription itself is told so; what they may not see below it is null in its frames. */
async function refuseDenied({ rules, schema }: Admission, { field }: Question, { document, sent, context }: { document: DocumentNode; sent: Sent; context: GatewayContext }): Promise<void> {
  const authorized = await authorize(rules, { schema, document, operationName: sent.operationName, variables: sent.variables, context });
  const [denial] = authorized?.denied.get(field)?.values() ?? [];
  if (denial) throw new GraphQLError(denial.message, { nodes: field, path: [field.alias?.value ?? field.name.value], extensions: denial.extensions });
}

/** What is asked again after an event is held to the same limits: it has a hidden field more, and for a list at least one row. */
function refuseDear(schema: GraphQLSchema, { query, listing }: Question, interest: ListInterest | null, variables: Variables, figures: Figures): void {
  const asked = query ?? listing?.query;
  if (!asked) return;
  const measured = measure(schema, asked.document, null, listing && interest ? { ...interest.variables, [listing.firstVariable]: interest.atOnce } : variables);
  const broken = brokenBy(measured, figures);
  if (broken) throw broken;
  if (measured.cost > figures.maxCost) throw tooMuch('QUERY_TOO_COMPLEX', 'cost', measured.cost, figures.maxCost);
}

function positionOf(after: string | null): number | null {
  if (after === null) return null;
  const position = /^\d{1,16}$/.test(after) ? Number(after) : NaN;
  if (position < largestPosition) return position;
  throw badRequest('BAD_USER_INPUT', 'after is the position that a frame or a response carried. Leave it out to start from now.');
}
