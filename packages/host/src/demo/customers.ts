import { dice, type Dice } from './dice.js';
import { countryOf, slug, stems, trades, type Country } from './people.js';
import { beginOf, day, type DemoPlan } from './plan.js';

/** A company of the demo. */
export interface DemoCompany {
  readonly name: string;
  readonly domain: string;
  readonly trade: string;
  readonly country: Country;
  readonly address: string;
  readonly at: Date;
}

/** A customer of the demo: one of a company's people, its purchasing desk, or somebody on their own. */
export interface DemoCustomer {
  readonly index: number;
  readonly name: string;
  readonly first: string;
  readonly isDesk: boolean;
  readonly company: DemoCompany | null;
  readonly mail: string;
  readonly phone: string | null;
  readonly shopId: string | null;
  readonly language: string | null;
  readonly timeZone: string;
  readonly note: string | null;
  readonly address: string;
  readonly country: Country;
  readonly at: Date;
}

/** How 25 customers are spread: over five companies of several sizes, and four on their own. */
const spread: readonly (number | null)[] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, null, null, null, null];
const companiesABlock = 5;

const notes = [
  'Orders by the pallet, never mixed. Unloading only until 14:00.',
  'Wants the certificate of analysis with every batch before the truck leaves.',
  'Forklift on site, no loading ramp: send with tail lift.',
  'Key account. Problems go to Ines Carvalho at once.',
  'Pays late but always pays. Do not block without asking finance.',
  'Needs kosher and halal statements for everything food grade.',
  'No deliveries in the first week of August: plant holidays.',
  'Call before delivery; the gate is locked from 12 to 13.',
  'Collects empty IBCs every second Thursday.',
  'Wants invoices as one PDF a month, to the accounting address.',
  'Asked for drums with pressure relief caps after the peroxide complaint.',
  'Speaks English on the telephone, writes in their own language.',
] as const;

/** How many companies there are for so many customers. */
export function companyCount({ customers }: DemoPlan): number {
  const [whole, rest] = [Math.floor(customers / spread.length), customers % spread.length];
  return whole * companiesABlock + new Set(spread.slice(0, rest).filter(place => place !== null)).size;
}

/** A company by its place. */
export function companyAt(plan: DemoPlan, index: number): DemoCompany {
  const { seed } = plan;
  const rolled = dice(seed, 'company', index);
  const country = countryOf(rolled);
  // Steps through all pairs of words before any comes again; then a number tells them apart.
  const pairs = stems.length * trades.length;
  const pair = (index * 487 + 61) % pairs;
  const round = Math.floor(index / pairs);
  const trade = trades[Math.floor(pair / stems.length)] ?? '';
  const title = `${stems[pair % stems.length] ?? ''} ${trade}${round === 0 ? '' : ` ${String(round + 1)}`}`;
  return { name: `${title} ${country.form}`, domain: `${slug(title)}.example`, trade, country, address: addressOf(rolled, country), at: madeAt(plan, rolled) };
}

/** A customer by their place: the same whoever is asked for before. */
export function customerAt(plan: DemoPlan, index: number): DemoCustomer {
  const { seed } = plan;
  const block = Math.floor(index / spread.length);
  const place = spread[index % spread.length] ?? null;
  const company = place === null ? null : companyAt(plan, block * companiesABlock + place);
  const among = place === null ? 0 : (index % spread.length) - spread.indexOf(place);
  const rolled = dice(seed, 'customer', index);
  const country = company?.country ?? countryOf(rolled);
  const [first, last] = [rolled.pick(country.first), rolled.pick(country.last)];
  const isDesk = company !== null && among === 1;
  const at = company ? new Date(Math.max(company.at.getTime(), madeAt(plan, rolled).getTime())) : madeAt(plan, rolled);
  const local = `${slug(first)}.${slug(last)}`;
  return {
    index, first, isDesk, company, country, at,
    name: isDesk ? `Purchasing, ${company.name}` : `${first} ${last}`,
    // Two of a company may have one name, and so may any two who have none: the number tells them apart.
    mail: isDesk ? `purchasing@${company.domain}` : company ? `${local}${isFirst(plan, country, { index, among, local }) ? '' : String(among + 1)}@${company.domain}` : `${local}${String(index)}@post.example`,
    phone: rolled.chance(0.8) ? phoneOf(country, index) : null,
    shopId: company === null || rolled.chance(0.35) ? String(100_000 + index) : null,
    language: rolled.chance(0.7) ? country.language : null,
    timeZone: country.timeZone,
    note: rolled.chance(0.12) ? rolled.pick(notes) : null,
    address: `${company ? `${company.name}\n` : ''}${isDesk ? 'Goods in' : `${first} ${last}`}\n${company?.address ?? addressOf(rolled, country)}`,
  };
}

/** Whether nobody before somebody in their company is called so. */
function isFirst({ seed }: DemoPlan, country: Country, { index, among, local }: { index: number; among: number; local: string }): boolean {
  const before = Array.from({ length: among }, (_, back) => dice(seed, 'customer', index - back - 1));
  return before.every(rolled => `${slug(rolled.pick(country.first))}.${slug(rolled.pick(country.last))}` !== local);
}

/** Most were there before the demo begins, some came since. */
function madeAt(plan: DemoPlan, rolled: Dice): Date {
  const ago = rolled.chance(0.85) ? -rolled.int(5, 700) : rolled.int(1, 80);
  return new Date(beginOf(plan).getTime() + ago * day + rolled.int(7 * 60, 17 * 60) * 60_000);
}

function addressOf(rolled: Dice, country: Country): string {
  const [code, city] = rolled.pick(country.cities);
  return `${rolled.pick(country.streets)} ${String(rolled.int(1, 140))}\n${code} ${city}\n${country.name}`;
}

/** A number nobody else of the demo has; null once the ranges that belong to nobody are used up. */
function phoneOf({ phones }: Country, index: number): string | null {
  let rest = index;
  for (const [start, digits] of phones) {
    const size = 10 ** digits - 100; // the first hundred of each are kept for the demo's own lines
    if (rest < size) return `${start}${String(rest + 100).padStart(digits, '0')}`;
    rest -= size;
  }
  return null;
}
