/** How much one document may ask. */
export interface Figures {
  /** Characters of its text. */
  readonly maxLength: number;
  /** Lexical tokens; held by the parser itself. */
  readonly maxTokens: number;
  /** Fields inside one another. */
  readonly maxDepth: number;
  /** Fields inside one another below `__schema` and `__type`: the standard introspection query has 15. */
  readonly maxIntrospectionDepth: number;
  /** Aliases, `__typename`'s too. */
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /** Directives at one place. */
  readonly maxDirectivesAtOnce: number;
  /** Fields, fragments expanded. */
  readonly maxFields: number;
  readonly maxRootFields: number;
  /** Fields side by side, fragments expanded. */
  readonly maxSiblings: number;
  readonly maxOperations: number;
  readonly maxFragments: number;
  /** Variables declared. */
  readonly maxVariables: number;
  /** Lists and objects inside one another, in an argument or a variable. */
  readonly maxValueDepth: number;
  /** Values in all variables together. */
  readonly maxValues: number;
  /** See `measure`. */
  readonly maxCost: number;
}

/** What a field costs beside what it answers: searches and figures read far more than they show. */
export const searches: Readonly<Record<string, number>> = {
  'Query.callFigures': 50,
  'Query.knowledgeSearch': 50,
  'Query.orderFigures': 50,
  'Query.ticketFigures': 50,
  'Subscription.callFiguresChanged': 50,
  'Subscription.orderFiguresChanged': 50,
  'Subscription.ticketFiguresChanged': 50,
  'Ticket.similarTickets': 50,
  'Ticket.suggestedArticles': 50,
};

/** How long lists without pages are, as a rule; any other counts as a page. */
export const lengths: Readonly<Record<string, number>> = {
  'Message.attachments': 2,
  'Order.history': 6,
  'Order.lines': 5,
  'Order.shipments': 2,
  'OrderFigures.revenue': 2,
  'OrderFigures.states': 11,
  'Shipment.lines': 5,
  'TicketFigures.channels': 4,
  'TicketFigures.priorities': 4,
  'TicketFigures.statuses': 4,
  'Variant.stock': 3,
};

/** What the console's largest page and GraphiQL need, with room. */
export const defaultFigures: Figures = {
  maxLength: 40_000,
  maxTokens: 4_000,
  maxDepth: 12,
  maxIntrospectionDepth: 16,
  maxAliases: 15,
  maxDirectives: 30,
  maxDirectivesAtOnce: 3,
  maxFields: 500,
  maxRootFields: 15,
  maxSiblings: 100,
  maxOperations: 10,
  maxFragments: 60,
  maxVariables: 40,
  maxValueDepth: 12,
  maxValues: 12_000,
  maxCost: 5_000,
};
