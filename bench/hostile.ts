/** One request body that a gateway must refuse, whatever its schema. */
export interface Hostile {
  /** What it tries, and how hard. */
  readonly name: string;
  readonly body: unknown;
}

const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(' ');
const fragment = (index: number, selections: string) => `fragment F${index} on Query { ${selections} }`;
const spread = (index: number) => `...F${index}`;
const nested = (levels: number, inner = '__typename', field = 'a') => `${`${field} { `.repeat(levels)}${inner}${' }'.repeat(levels)}`;

/** `count` sizes from `least` to `most`, growing by the same factor. */
const sizes = (count: number, least: number, most: number) =>
  Array.from({ length: count }, (_, index) => Math.round(least * (most / least) ** (count === 1 ? 0 : index / (count - 1))));

const family = (name: string, of: readonly number[], body: (size: number) => unknown): Hostile[] =>
  of.map(size => ({ name: `${name} ${size}`, body: body(size) }));
const query = (text: (size: number) => string) => (size: number) => ({ query: text(size) });

const fanOut = (width: number, levels: number) => ({
  query: `{ ...F0 } ${times(levels, level => fragment(level, times(width, () => spread(level + 1))))} ${fragment(levels, '__typename')}`,
});
/** Every pair of fragments must be compared by graphql-js's OverlappingFieldsCanBeMerged. */
const overlapping = (size: number) =>
  `{ ${times(size, spread)} } ${times(size, index => fragment(index, `a b c d ${spread(Math.min(index + 1, size - 1))}`))}`;
const cycle = (size: number) => times(size, index => fragment(index, spread((index + 1) % size)));
const introspection = (levels: number) => `{ __schema { types { ${'fields { type { '.repeat(levels)} name ${'} }'.repeat(levels)} } } }`;
const deepValue = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>(inner => [inner], 1);

const unused = 'query ($v: Int) { __typename }';

/** Five hundred documents, by family: each family grows from just over a limit to as much as a parser takes. */
export function hostileDocuments(): Hostile[] {
  return [
    ...family('depth', sizes(40, 13, 1_300), query(size => `{ ${nested(size)} }`)),
    ...family('depth, unclosed', sizes(10, 10, 10_000), query(size => '{ a '.repeat(size))),
    ...family('depth through fragments', sizes(24, 13, 400), query(size =>
      `{ ...F0 } ${times(size, index => fragment(index, `a { ${spread(index + 1)} }`))} ${fragment(size, 'a')}`)),
    ...family('depth through inline fragments', sizes(20, 13, 1_000), query(size =>
      `{ ${nested(size, '__typename', 'a { ... on Query')}${' }'.repeat(size)} }`)),
    ...family('aliases', sizes(34, 16, 1_300), query(size => `{ ${times(size, index => `a${index}: a`)} }`)),
    ...family('aliases of __typename', sizes(35, 16, 1_300), query(size => `{ ${times(size, index => `a${index}: __typename`)} }`)),
    ...family('aliases in a fragment', sizes(15, 2, 300), query(size =>
      `{ ${times(size, () => spread(0))} } ${fragment(0, times(9, index => `a${index}: __typename`))}`)),
    ...family('directives', sizes(30, 4, 1_900), query(size => `{ __typename ${'@aa '.repeat(size)} }`)),
    ...family('directives, each elsewhere', sizes(20, 31, 600), query(size => `{ ${times(size, () => '__typename @include(if: true)')} }`)),
    ...family('directives on the operation', sizes(10, 4, 1_000), query(size => `query ${'@skip(if: true) '.repeat(size)} { __typename }`)),
    ...family('fragment cycle', sizes(18, 2, 400), query(size => `{ ...F0 } ${cycle(size)}`)),
    ...family('fragment cycle, unused', sizes(10, 1, 400), query(size => `{ a } ${cycle(size)}`)),
    ...[6, 12, 24].flatMap(width => family(`fragment fan-out ${width} x`, [3, 4, 6, 8, 10, 20, 40], levels => fanOut(width, levels))),
    ...family('overlapping fragments', sizes(20, 20, 190), query(overlapping)),
    ...family('one field again and again', sizes(10, 501, 3_900), query(size => `{ ${'__typename '.repeat(size)} }`)),
    // Within every limit, and still invalid: what validation itself may cost.
    ...family('unknown, side by side', sizes(10, 10, 98), query(size => `{ a { ${times(size, () => 'b { c d e }')} } }`)),
    ...family('unknown, in fragments', sizes(10, 10, 58), query(size =>
      `{ a { ${times(size, spread)} } } ${times(size, index => fragment(index, 'b { c { d { e } } } f { g }'))}`)),
    ...family('unknown fields', sizes(10, 1, 500), query(size => `{ ${times(size, index => `tickett${index.toString(36)}`)} }`)),
    ...family('unknown types', sizes(9, 2, 60), query(size => `{ ${times(size, index => `... on Tickett${index} { __typename }`)} }`)),
    ...family('list in an argument', sizes(20, 1_000, 3_950), query(size => `{ a(ids: [${'1 '.repeat(size)}]) }`)),
    ...family('lists in lists', sizes(10, 13, 1_900), query(size => `{ a(ids: ${'['.repeat(size)}${']'.repeat(size)}) }`)),
    ...family('objects in objects', sizes(10, 13, 990), query(size => `{ a(in: ${'{ a: '.repeat(size)}1${' }'.repeat(size)}) }`)),
    ...family('operations', sizes(14, 11, 790), query(size => times(size, index => `query Q${index} { __typename }`))),
    ...family('variables', sizes(20, 41, 900), query(size => `query (${times(size, index => `$v${index}: Int`)}) { __typename }`)),
    ...family('introspection depth', sizes(20, 4, 300), query(introspection)),
    ...family('introspection, aliased', sizes(9, 16, 150), query(size =>
      `{ ${times(size, index => `a${index}: __schema { types { fields { name } } }`)} }`)),
    ...family('long string', sizes(5, 41_000, 900_000), query(size => `{ a(b: "${'x'.repeat(size)}") }`)),
    ...family('long comment', sizes(5, 41_000, 900_000), query(size => `#${'x'.repeat(size)}\n{ __typename }`)),
    ...family('many tokens', sizes(5, 4_001, 19_000), query(size => `{ ${'a '.repeat(size)} }`)),
    ...family('deep variable', sizes(10, 13, 5_000), size => ({ query: unused, variables: { v: deepValue(size) } })),
    ...family('wide variable', sizes(6, 12_001, 200_000), size => ({ query: unused, variables: { v: Array(size).fill(1) } })),
    ...family('batch', sizes(10, 1, 1_000), size => Array.from({ length: size }, () => ({ query: '{ __typename }' }))),
  ];
}
