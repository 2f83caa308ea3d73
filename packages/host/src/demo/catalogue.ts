import { dice } from './dice.js';
import { slug } from './people.js';
import { beginOf, day, type DemoPlan } from './plan.js';

/** What kind of thing a product is: how it is packed, kept and handled follows from it. */
export type Kind = 'acid' | 'base' | 'solvent' | 'oxidiser' | 'salt' | 'food' | 'mild';

/** A product of the demo. */
export interface DemoProduct {
  readonly name: string;
  readonly code: string;
  readonly kind: Kind;
  readonly description: string;
  readonly hazard: string | null;
  readonly safetySheetUrl: string;
  readonly variants: readonly DemoVariant[];
  readonly at: Date;
}

/** A product in one packing. */
export interface DemoVariant {
  readonly sku: string;
  readonly title: string;
  readonly pack: string;
  /** In cents. */
  readonly price: number;
  /** How many are kept at the least weeks' demand. */
  readonly stock: number;
  /** The most that are ordered at once, commonly. */
  readonly most: number;
}

/** name; code; kind; price of a litre or kilogram in cents; dangers; what it is for */
const rows = `
Hydrochloric acid 37 %;HCL37;acid;62;UN1789, class 8, PG II;pickling of steel, pH correction, regeneration of ion exchangers
Hydrochloric acid 31 % technical;HCL31;acid;48;UN1789, class 8, PG II;descaling and cleaning of concrete
Sulphuric acid 96 %;H2SO4-96;acid;55;UN1830, class 8, PG II;galvanic baths, pH correction and drying
Sulphuric acid 37 % battery grade;H2SO4-37;acid;58;UN2796, class 8, PG II;lead batteries, diluted and free of iron
Nitric acid 53 %;HNO3-53;acid;84;UN2031, class 8, PG II;passivation of stainless steel and cleaning in dairies
Phosphoric acid 75 %;H3PO4-75;acid;138;UN1805, class 8, PG III;phosphating, rust removal and nutrient dosing
Phosphoric acid 85 % food grade;H3PO4-85F;acid;196;UN1805, class 8, PG III;acidity regulator E 338
Acetic acid 80 %;ACET80;acid;118;UN2790, class 8, PG II;dyeing, descaling and synthesis
Acetic acid 60 % food grade;ACET60F;acid;127;UN2790, class 8, PG II;vinegar production and preserving
Formic acid 85 %;FORM85;acid;152;UN1779, class 8 (3), PG II;silage, leather and descaling
Citric acid monohydrate;CITRIC;food;210;;acidity regulator E 330, descaling without fumes
Lactic acid 80 %;LACT80;food;285;;acidity regulator E 270, cosmetics and descaling
Oxalic acid dihydrate;OXAL;salt;240;UN3261, class 8, PG III;rust stains, bleaching of wood
Amidosulphonic acid;SULFAM;salt;195;UN2967, class 8, PG III;descaling powder for boilers
Caustic soda 50 %;NAOH50;base;71;UN1824, class 8, PG II;pH correction, degreasing and cleaning in place
Caustic soda pearls;NAOHP;salt;132;UN1823, class 8, PG II;drain cleaning, soap making and pH correction
Caustic potash 45 %;KOH45;base;148;UN1814, class 8, PG II;liquid soaps, electrolytes and fertilisers
Ammonia solution 25 %;NH3-25;base;78;UN2672, class 8, PG III;flue gas cleaning, pH correction and cleaning
Sodium silicate solution;WATERGL;base;66;;binder, soil stabilising and detergents
Soda ash light;SODA;salt;58;;glass, pH correction and washing powder
Sodium bicarbonate;NAHCO3;food;82;;raising agent E 500, flue gas cleaning and pools
Lime hydrate;CAOH2;salt;44;;flocculation, pH correction and mortar
Hydrogen peroxide 35 %;H2O2-35;oxidiser;95;UN2014, class 5.1 (8), PG II;bleaching, water treatment and disinfection
Hydrogen peroxide 12 %;H2O2-12;oxidiser;88;UN2984, class 5.1, PG III;disinfection of pipes and pool care without chlorine
Sodium hypochlorite 13 %;NAOCL;oxidiser;52;UN1791, class 8, PG III;disinfection of drinking and pool water
Peracetic acid 5 %;PAA5;oxidiser;230;UN3149, class 5.1 (8), PG II;disinfection in breweries and dairies
Potassium permanganate;KMNO4;salt;520;UN1490, class 5.1, PG II;iron removal and deodorising
Sodium persulphate;NAPS;salt;310;UN1505, class 5.1, PG III;etching of circuit boards
Calcium hypochlorite granules;CAOCL;salt;345;UN2880, class 5.1, PG II;shock chlorination of pools
Isopropanol 99.9 %;IPA;solvent;168;UN1219, class 3, PG II;cleaning of electronics, disinfection and printing
Ethanol 96 % denatured;ETOH96;solvent;175;UN1170, class 3, PG II;cleaning, lacquers and cosmetics; denatured with MEK
Ethanol 99 % absolute;ETOH99;solvent;242;UN1170, class 3, PG II;synthesis and extraction, duty paid or under bond
Methanol technical;MEOH;solvent;96;UN1230, class 3 (6.1), PG II;synthesis, denitrification and antifreeze
Acetone technical;ACETONE;solvent;142;UN1090, class 3, PG II;degreasing, resins and cleaning of tools
Methyl ethyl ketone;MEK;solvent;215;UN1193, class 3, PG II;lacquers, adhesives and printing inks
Ethyl acetate;ETAC;solvent;188;UN1173, class 3, PG II;printing inks, adhesives and extraction
Butyl acetate;BUAC;solvent;205;UN1123, class 3, PG III;lacquers and thinners
Toluene;TOL;solvent;152;UN1294, class 3, PG II;lacquers, adhesives and synthesis
Xylene mixture;XYL;solvent;158;UN1307, class 3, PG III;thinners and cleaning of spray guns
White spirit, low aromatic;WHITES;solvent;134;UN1300, class 3, PG III;paints and cleaning of parts
Cyclohexane;CYHEX;solvent;228;UN1145, class 3, PG II;extraction and synthesis
n-Heptane 99 %;HEPT;solvent;265;UN1206, class 3, PG II;cleaning of precision parts
Tetrahydrofuran stabilised;THF;solvent;540;UN2056, class 3, PG II;adhesives for PVC, synthesis
Dichloromethane;DCM;solvent;172;UN1593, class 6.1, PG III;industrial extraction; sold to trade users only
Methoxypropanol;PM;solvent;236;UN3092, class 3, PG III;water borne lacquers and inks
Butyl glycol;BG;mild;247;;glass cleaners and water borne lacquers
Monoethylene glycol;MEG;mild;146;;heat transfer fluids and antifreeze
Monopropylene glycol USP;MPG;food;232;;food, cosmetics and heat transfer in breweries
Glycerine 99.5 % vegetable;GLYC;food;188;;cosmetics, food E 422 and e-liquids
Triethanolamine 85 %;TEA85;mild;264;;cosmetics and cooling lubricants
Urea technical;UREA;mild;74;;NOx reduction, resins and de-icing
Sodium chloride, tablets;SALTTAB;mild;38;;softening of water
Magnesium chloride flakes;MGCL2;mild;69;;dust control and de-icing
Calcium chloride 77 % flakes;CACL2;salt;72;;drying, de-icing and concrete
Ferric chloride 40 %;FECL3;acid;64;UN2582, class 8, PG III;flocculation in waste water and etching
Aluminium sulphate 17 %;ALSUL;mild;88;;flocculation in drinking water
Polyaluminium chloride 18 %;PAC18;mild;92;UN3264, class 8, PG III;flocculation at low temperature
Activated carbon, granular;ACTC;mild;385;;adsorption of chlorine, odours and organics
Demineralised water;DEMI;mild;14;;batteries, laboratories and steam irons
White oil, medicinal;WHOIL;food;255;;lubrication in the food industry, H1
`;

const liquids = [['1L', '1 l bottle', 1, 3.4, 96, 24], ['5L', '5 l canister', 5, 1.9, 72, 16], ['25L', '25 l canister', 25, 1.35, 90, 20], ['200L', '200 l drum', 200, 1.1, 28, 6], ['IBC', '1000 l IBC', 1000, 1, 10, 2]] as const;
const solids = [['1KG', '1 kg tub', 1, 3.2, 90, 24], ['5KG', '5 kg pail', 5, 1.8, 70, 16], ['25KG', '25 kg bag', 25, 1.2, 160, 40], ['BB', '500 kg big bag', 500, 1, 10, 3]] as const;
const powders = ['CITRIC', 'NAHCO3', 'UREA', 'SALTTAB', 'MGCL2', 'ALSUL', 'ACTC'];

const words: Readonly<Record<Kind, string>> = {
  acid: 'Clear corrosive liquid. Delivered in UN-approved plastic; never store with bases, hypochlorite or metals.',
  base: 'Alkaline liquid. Delivered in UN-approved plastic; heats up when diluted, add it to water and never the other way round.',
  solvent: 'Highly volatile liquid. Keep away from ignition sources, ground drums before filling, mind the explosion limits.',
  oxidiser: 'Oxidising liquid in vented packing. Keep cool, dark and upright, and away from everything that burns.',
  salt: 'Solid in bags on pallets. Keep dry, close opened bags at once.',
  food: 'Food grade, with batch certificate and statements on allergens, origin and GMO.',
  mild: 'Not classified, or mildly so. Keep above 5 °C and out of the sun.',
};

/** The sixty products, each in the packings it is sold in. */
export function products(plan: DemoPlan): DemoProduct[] {
  return rows.trim().split('\n').map((row, index) => {
    const [name = '', code = '', kind = '', cents = '', hazard = '', use = ''] = row.split(';');
    const rolled = dice(plan.seed, 'product', code);
    const isSolid = kind === 'salt' || powders.includes(code);
    const packs = (isSolid ? solids : liquids).filter((_, place) => place === 2 || rolled.chance(0.72));
    return {
      name, code, kind: kind as Kind, hazard: hazard === '' ? null : hazard,
      description: `For ${use}.\n\n${words[kind as Kind]}\n\nCertificate of analysis with every batch. Pallets and IBCs are lent, and charged when they do not come back within 90 days.`,
      safetySheetUrl: `https://sds.brandt-chemical.example/en/${slug(code)}.pdf`,
      variants: packs.map(([suffix, title, size, dearer, stock, most]) => ({ sku: `${code}-${suffix}`, title, pack: suffix, price: Math.round((Number(cents) * size * dearer + 180) / 5) * 5, stock, most })),
      at: new Date(beginOf(plan).getTime() - (400 - index) * day),
    };
  });
}
