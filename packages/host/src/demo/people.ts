import type { Dice } from './dice.js';

/** A country customers are in, with what names and addresses look like there. Telephone numbers are of ranges that belong to nobody. */
export interface Country {
  readonly code: string;
  readonly name: string;
  readonly form: string;
  readonly language: string | null;
  readonly timeZone: string;
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly cities: readonly (readonly [code: string, city: string])[];
  readonly streets: readonly string[];
  /** Beginnings of numbers, each with how many digits are free after it. */
  readonly phones: readonly (readonly [start: string, digits: number])[];
}

const list = (text: string): string[] => text.split(/\s*,\s*/);

export const countries = {
  de: {
    code: 'DE', name: 'Germany', form: 'GmbH', language: 'de', timeZone: 'Europe/Berlin',
    first: list('Anja, Bastian, Birgit, Christoph, Claudia, Dennis, Dorothea, Erik, Eva, Florian, Franziska, Georg, Hanna, Holger, Ingrid, Jan, Jutta, Karsten, Katrin, Lars, Lena, Marlene, Matthias, Meike, Nadine, Oliver, Petra, Ralf, Sabine, Stefan, Svenja, Thomas, Ulrike, Volker'),
    last: list('Albers, Bergmann, Brinkhoff, Dietz, Ebeling, Falkner, Gerlach, Hagedorn, Harms, Jansen, Kessler, Kranz, Lindner, Lorenz, Mertens, Nagel, Ostermann, Pohl, Quandt, Reuter, Sauer, Schilling, Seifert, Tiedemann, Ullmann, Vogt, Wendt, Wiese, Zander'),
    cities: [['20457', 'Hamburg'], ['28197', 'Bremen'], ['30165', 'Hannover'], ['44147', 'Dortmund'], ['50735', 'Köln'], ['60314', 'Frankfurt am Main'], ['68219', 'Mannheim'], ['70327', 'Stuttgart'], ['80939', 'München'], ['90441', 'Nürnberg'], ['04356', 'Leipzig'], ['12681', 'Berlin']],
    streets: list('Industriestraße, Am Hafen, Werkstraße, Gewerbering, Siemensweg, Zum Güterbahnhof, Kanalstraße, Lagerweg, Alte Ziegelei, Feldstraße'),
    phones: [['+493023125', 3], ['+496990009', 3], ['+494066969', 3], ['+492214710', 3], ['+498999998', 3]],
  },
  fr: {
    code: 'FR', name: 'France', form: 'SARL', language: 'fr', timeZone: 'Europe/Paris',
    first: list('Adèle, Antoine, Benoît, Camille, Cécile, Clément, Delphine, Élodie, Étienne, Fabien, Gaëlle, Hugo, Inès, Julien, Laure, Lucie, Mathieu, Nathalie, Olivier, Pascal, Quentin, Romain, Sandrine, Thierry, Valérie, Yann'),
    last: list('Aubert, Barbier, Bonnet, Carpentier, Delmas, Fournier, Gaillard, Hamel, Joly, Lacroix, Lemoine, Marchand, Noël, Perrin, Renaud, Rousseau, Tessier, Vidal'),
    cities: [['69007', 'Lyon'], ['59000', 'Lille'], ['67100', 'Strasbourg'], ['13015', 'Marseille'], ['44800', 'Nantes'], ['76600', 'Le Havre'], ['31200', 'Toulouse']],
    streets: list('rue de l\'Industrie, avenue des Entrepôts, chemin du Canal, quai de la Gare, rue des Ateliers, allée des Tilleuls'),
    phones: [['+3319900', 4], ['+3326191', 4], ['+3335301', 4], ['+3346571', 4], ['+3353649', 4]],
  },
  gb: {
    code: 'GB', name: 'United Kingdom', form: 'Ltd', language: 'en', timeZone: 'Europe/London',
    first: list('Aaron, Alice, Bethan, Callum, Charlotte, Daniel, Eleanor, Fiona, Gareth, Harriet, Imogen, Jack, Karen, Liam, Megan, Nigel, Olivia, Priya, Rachel, Simon, Tom, Victoria, Wendy, Zainab'),
    last: list('Atkins, Barlow, Chadwick, Dawson, Ellison, Fenwick, Goddard, Hartley, Irvine, Kendrick, Lowther, Mistry, Norris, Osborne, Pritchard, Redfern, Stubbs, Thornley, Whitlock, Yardley'),
    cities: [['M17 1AB', 'Manchester'], ['LS10 1QW', 'Leeds'], ['B24 9HG', 'Birmingham'], ['HU9 5NS', 'Hull'], ['TS2 1RT', 'Middlesbrough'], ['BS11 9FG', 'Bristol']],
    streets: list('Foundry Lane, Dock Road, Trading Estate Way, Mill Street, Canal Side, Station Approach, Quarry Road'),
    phones: [['+441134960', 3], ['+441214960', 3], ['+441614960', 3], ['+442079460', 3]],
  },
  nl: {
    code: 'NL', name: 'Netherlands', form: 'B.V.', language: 'nl', timeZone: 'Europe/Amsterdam',
    first: list('Anouk, Bram, Daan, Esther, Femke, Gijs, Hanneke, Joost, Koen, Lotte, Maarten, Noor, Pieter, Roos, Sander, Tess, Wouter'),
    last: list('Bakker, Dekker, van Dijk, Evers, de Graaf, Hoekstra, Kuiper, Mulder, van Rijn, Schouten, Smit, Veenstra, Visser, de Wit'),
    cities: [['3089 KD', 'Rotterdam'], ['1041 AZ', 'Amsterdam'], ['5652 AM', 'Eindhoven'], ['9723 AB', 'Groningen']],
    streets: list('Havenweg, Nijverheidsstraat, Kanaaldijk, Fabrieksweg, Ambachtsplein'),
    phones: [],
  },
  it: {
    code: 'IT', name: 'Italy', form: 'S.r.l.', language: 'it', timeZone: 'Europe/Rome',
    first: list('Alessia, Andrea, Chiara, Davide, Elena, Fabio, Giulia, Lorenzo, Marta, Paolo, Silvia, Stefano'),
    last: list('Barbieri, Caruso, De Santis, Ferrara, Gallo, Lombardi, Marchetti, Pellegrini, Rinaldi, Santoro, Vitale'),
    cities: [['20138', 'Milano'], ['10156', 'Torino'], ['16149', 'Genova'], ['35127', 'Padova']],
    streets: list('via dell\'Artigianato, viale del Lavoro, via delle Fonderie, via Industriale'),
    phones: [],
  },
} satisfies Record<string, Country>;

/** A country, the more likely the nearer. */
export function countryOf(dice: Dice): Country {
  const { de, fr, gb, nl, it } = countries;
  return dice.weighted<Country>([de, 52], [fr, 15], [gb, 15], [nl, 11], [it, 7]);
}

/** What companies are called before what they do: words nobody has for a name. */
export const stems = list(
  'Velmora, Ostrakel, Nordhavel, Brinkolm, Tavantis, Quellhorst, Ardenix, Kolmerath, Lunevar, Meridalen, Pallenberg, Rusvald, Sollingen, Trevanno, Ulmara, Vantrup, Westerloh, Yarrick, Zellinor, Aldersund, Bravonne, Corvelin, Dornhagen, Elvestad, Farnholt, Gravenau, Hollerich, Isenfurt, Jorvalen, Kestrup, Lindavar, Morvenne, Nettelrode, Orbassan, Pernholt, Querlin, Rothavel, Sandrup, Tolvern, Umbrecht, Valdorin, Wendrup, Ostavar, Calbrin, Derrovan, Ellinghorst, Fennstrup, Galdrin, Harvested, Ivenack',
);

/** What they do. */
export const trades = list(
  'Coatings, Galvanics, Water Treatment, Laboratories, Lacquers, Dairy, Brewery, Paper Mill, Textile Finishing, Printing Inks, Pool Care, Metal Finishing, Adhesives, Cosmetics, Cleaning Products, Research Institute, Car Care, Glassworks, Foundry, Electronics, Plastics, Food Ingredients, Timber Preserving, Battery Recycling, Surface Technology',
);

/** Text as it stands in addresses of mail: small letters without accents, with one hyphen for all else. */
export function slug(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}
