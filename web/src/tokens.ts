/** The colours of one scheme, by what they are for. Every pair that meets on screen keeps WCAG 2.2 AA contrast. */
export interface Palette {
  /** Behind everything. */
  canvas: string;
  /** Cards, menus, dialogs. */
  surface: string;
  /** Wells inside a surface: code, hover, skeletons. */
  sunken: string;
  /** Between things that belong together. */
  line: string;
  /** Around controls; 3:1 against what it lies on. */
  edge: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  accent: string;
  accentHover: string;
  accentInk: string;
  accentSoft: string;
  danger: string;
  dangerFill: string;
  dangerSoft: string;
  success: string;
  successSoft: string;
  warning: string;
  warningSoft: string;
  /** The one warm light in the drawing. */
  ember: string;
  /** Lines and bars of charts, in this order; 3:1 against what they lie on, and apart for who sees red and green alike. */
  chart1: string;
  chart2: string;
  chart3: string;
  shadow: string;
}

/** By day. */
export const light: Palette = {
  canvas: '#fafafb',
  surface: '#ffffff',
  sunken: '#f3f4f7',
  line: '#e5e7ec',
  edge: '#8b91a0',
  ink: '#15171c',
  inkSoft: '#474d5b',
  inkFaint: '#636a79',
  accent: '#4250cf',
  accentHover: '#3541b3',
  accentInk: '#3a47bd',
  accentSoft: '#eef0fe',
  danger: '#b3261e',
  dangerFill: '#b3261e',
  dangerSoft: '#fdf1f0',
  success: '#0b704a',
  successSoft: '#eaf7f0',
  warning: '#855000',
  warningSoft: '#fff6e3',
  ember: '#e39a2d',
  chart1: '#4250cf',
  chart2: '#b45309',
  chart3: '#0b8a7a',
  shadow: '0 1px 2px rgb(21 23 28 / 5%), 0 8px 24px -12px rgb(21 23 28 / 12%)',
};

/** By night. */
export const dark: Palette = {
  canvas: '#0d0e12',
  surface: '#14161b',
  sunken: '#1c1f26',
  line: '#262a33',
  edge: '#6c7282',
  ink: '#eceef3',
  inkSoft: '#b4b9c6',
  inkFaint: '#959bab',
  accent: '#5462e0',
  accentHover: '#4a57d2',
  accentInk: '#a9b2ff',
  accentSoft: '#1f2345',
  danger: '#ff9a90',
  dangerFill: '#c4372d',
  dangerSoft: '#2d1715',
  success: '#63d3a0',
  successSoft: '#10271c',
  warning: '#f2bd66',
  warningSoft: '#2b200d',
  ember: '#f2bd66',
  chart1: '#8b96ff',
  chart2: '#f0a94a',
  chart3: '#3fd0b4',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px -12px rgb(0 0 0 / 60%)',
};

/** Steps of type in px with their lines: small print, labels, text, lead, section, title, hero. */
export const type = {
  xs: [12, 16],
  sm: [13, 20],
  md: [14, 20],
  lg: [16, 24],
  xl: [20, 28],
  title: [24, 32],
  hero: [32, 40],
} as const;

/** Steps of space in px, all on a grid of four. */
export const space = { xs: 4, sm: 8, md: 16, lg: 24, xl: 40 } as const;

/** Corners in px: tags, controls, cards, dialogs. */
export const corner = { xs: 4, sm: 6, md: 8, lg: 12, xl: 16 } as const;

/** Heights in px, by how dense the place is. */
export const density = { control: 36, controlLarge: 42, row: 56, rowCompact: 40, bar: 56, rail: 56 } as const;
