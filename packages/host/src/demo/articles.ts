import { products, type DemoProduct, type Kind } from './catalogue.js';
import { dice } from './dice.js';
import { beginOf, day, hour, type DemoPlan } from './plan.js';
import { procedures } from './procedures.js';

/** An article of the demo. */
export interface DemoArticle {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly visibility: 'PUBLIC' | 'INTERNAL' | 'RESTRICTED';
  readonly by: number;
  readonly createdAt: Date;
  /** Null where it is a draft. */
  readonly publishedAt: Date | null;
}

/** What keeping and handling a kind of thing asks for. */
const care: Readonly<Record<Kind, { readonly store: string; readonly wear: string; readonly spill: string; readonly never: string; readonly last: string }>> = {
  acid: {
    store: 'Keep in the original plastic packing above a tray that holds the largest container, on a floor that withstands acid, at 5 to 30 °C.',
    wear: 'Wear goggles that close all around, a face shield when you decant, gloves of nitrile or butyl rubber, and an apron.',
    spill: 'Bind spills with an inert binder for acids, never with sawdust. Neutralise the rest with soda ash or lime, slowly: it foams and warms up.',
    never: 'Never bring it together with hypochlorite, cyanides or sulphides: toxic gas. Never pour water into the concentrated acid.',
    last: '24 months in the closed container',
  },
  base: {
    store: 'Keep in plastic or stainless steel, not in aluminium or zinc. Crystals form in the cold: keep above the temperature on the label, and warm frozen IBCs slowly to 40 °C.',
    wear: 'Wear goggles that close all around, long gloves and boots. Lye on the skin is not felt at first, and burns deep.',
    spill: 'Dam up, pump off, rinse with much water. Neutralise what is left with citric acid.',
    never: 'Never add water to the lye in a closed vessel: it boils. Never let it touch aluminium: hydrogen forms.',
    last: '24 months, ammonia solution 12 months',
  },
  solvent: {
    store: 'Keep in a ventilated store for flammable liquids, earthed, away from oxidisers. The limit without a permit is 20 l at a workplace.',
    wear: 'Wear safety glasses, antistatic shoes, and gloves of butyl rubber; nitrile lasts minutes only. Provide extraction at the floor: the vapour is heavier than air.',
    spill: 'Shut off ignition sources, air the room, cover the drains. Take up with a binder and store it closed in the open air.',
    never: 'Never fill from drum to drum without a bonding cable. Never use compressed air to empty.',
    last: '36 months in the closed container, THF 12 months because of peroxides',
  },
  oxidiser: {
    store: 'Keep cool, dark and upright in packing with a vented cap, and never return anything into the container. Check the temperature of IBCs weekly in summer.',
    wear: 'Wear goggles, gloves of butyl rubber or neoprene and clothes that are not cotton. Have water at hand.',
    spill: 'Dilute with much water. Nothing that burns may dry in the product: rinse cloths and gloves at once.',
    never: 'Never close a vented cap tightly. Never mix with acids, metals or organic matter.',
    last: '6 months for hypochlorite, which loses strength with warmth; 12 months for peroxides',
  },
  salt: {
    store: 'Keep dry on pallets, not below leaking roofs, at most two pallets high. Close opened bags with tape.',
    wear: 'Wear a P2 mask against dust, glasses and gloves.',
    spill: 'Sweep up dry and without dust. Rinse with water at the end only.',
    never: 'Never empty bags by hand into warm or strong solutions: they spit.',
    last: '24 months, after which it may cake but stays fit for use',
  },
  food: {
    store: 'Keep apart from technical goods, in closed packing, dry and at room temperature. Seal numbers are on the certificate.',
    wear: 'Wear clean gloves and a hair net where food is made.',
    spill: 'Take up and rinse. What was on the floor is technical waste, not food.',
    never: 'Never decant into containers that held technical goods.',
    last: 'as printed on the label, commonly 24 months',
  },
  mild: {
    store: 'Keep above 5 °C and out of the sun. Check the water hazard class before you store more than 1000 l.',
    wear: 'Glasses and gloves are enough.',
    spill: 'Take up with any binder and rinse.',
    never: 'Never let larger amounts reach a drain without asking the water authority.',
    last: '24 months in the closed container',
  },
};

/** The sixty articles: how the house works, and how to handle the goods. */
export function articles(plan: DemoPlan): DemoArticle[] {
  const guides = products(plan).filter((_, place) => place % 5 < 3).slice(0, 60 - procedures.length);
  const begin = beginOf(plan).getTime();
  return [...procedures.map(procedure => ({ key: procedure.title, ...procedure })), ...guides.map(guideOf)].map((article, place) => {
    const rolled = dice(plan.seed, 'article', article.key);
    const createdAt = new Date(begin - rolled.int(0, 300) * day + rolled.int(7, 16) * hour + place * 1000);
    return { ...article, by: rolled.int(0, 999), createdAt, publishedAt: article.isDraft ? null : new Date(createdAt.getTime() + rolled.int(1, 96) * hour) };
  });
}

function guideOf({ name, code, kind, hazard, safetySheetUrl, variants }: DemoProduct) {
  const { store, wear, spill, never, last } = care[kind];
  const transport = hazard === null
    ? 'It is no dangerous good and travels with every carrier.'
    : `It is a dangerous good: ${hazard}. It travels with an ADR carrier, and never by parcel. Small amounts may go under 1.1.3.6; ask logistics.`;
  const body = [
    `How to keep and handle ${name} (${code}), in short. The safety data sheet has the last word: ${safetySheetUrl}`,
    `## Keeping\n\n${store} It keeps for ${last}.`,
    `## Protecting yourself\n\n${wear} An eye wash must be within ten seconds' walk.`,
    `## When it is spilled\n\n${spill}`,
    `## Never\n\n${never}`,
    `## On the road\n\n${transport}`,
    `## Packings\n\n${variants.map(({ sku, title }) => `- ${sku}: ${title}`).join('\n')}`,
  ].join('\n\n');
  return { key: code, title: `Handling ${name}`, body, visibility: 'PUBLIC' as const, isDraft: false };
}
