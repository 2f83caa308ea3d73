import { registerEnumType } from 'type-graphql';

/** What a passage is cut from. */
export enum SourceKind {
  ARTICLE = 'ARTICLE',
  TICKET = 'TICKET',
}
registerEnumType(SourceKind, {
  name: 'KnowledgeSourceKind',
  description: 'What was found.',
  valuesConfig: { ARTICLE: { description: 'A published article.' }, TICKET: { description: 'A resolved ticket.' } },
});

/** Something passages are cut from, whatever it is. */
export interface Source {
  readonly kind: SourceKind;
  readonly id: string;
}

/** A source as it is to be found. */
export interface SourceText extends Source {
  readonly version: number;
  /** Who may find it: a passage without a token is found by nobody. */
  readonly acl: readonly string[];
  readonly title: string;
  readonly body: string;
}
