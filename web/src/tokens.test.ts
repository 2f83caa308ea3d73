import { describe, expect, it } from '@jest/globals';
import { dark, light, type Palette } from './tokens.js';

/** Contrast of two #rrggbb colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** How much red, green and blue light a #rrggbb colour is. */
function linear(colour: string): number[] {
  return [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

/** What of a colour reaches who sees all, no red, and no green (Machado, Oliveira and Fernandes, 2009). */
const sights = [
  [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
];

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ['canvas', 'surface', 'sunken'] as const;
const inks = ['ink', 'inkSoft', 'inkFaint', 'accentInk', 'danger', 'success', 'warning'] as const;
const own = [['accentInk', 'accentSoft'], ['danger', 'dangerSoft'], ['success', 'successSoft'], ['warning', 'warningSoft']] as const;

describe.each<[string, Palette]>([['light', light], ['dark', dark]])('the %s palette', (_name, palette) => {
  it('keeps every text readable on every ground', () => {
    const pairs = [...grounds.flatMap(ground => inks.map(ink => [ink, ground] as const)), ...own];
    expect(pairs.filter(([ink, ground]) => contrast(palette[ink], palette[ground]) < 4.5)).toEqual([]);
  });

  it('keeps white readable on what is filled', () => {
    expect((['accent', 'accentHover', 'dangerFill'] as const).filter(fill => contrast('#ffffff', palette[fill]) < 4.5)).toEqual([]);
  });

  it('keeps what charts draw visible, and apart whatever colours somebody sees', () => {
    const series = [palette.chart1, palette.chart2, palette.chart3];
    expect(series.filter(colour => grounds.some(ground => contrast(colour, palette[ground]) < 3))).toEqual([]);
    for (const sight of sights) {
      const seen = series.map(colour => linear(colour).map((_, row) => linear(colour).reduce((sum, value, column) => sum + value * (sight[row]?.[column] ?? 0), 0)));
      const near = seen.flatMap((one, index) => seen.slice(index + 1).filter(other => Math.hypot(...one.map((value, at) => value - (other[at] ?? 0))) < 0.2));
      expect(near).toEqual([]);
    }
  });

  it('keeps the edges of controls visible', () => {
    expect(grounds.filter(ground => contrast(palette.edge, palette[ground]) < 3).filter(ground => ground !== 'sunken')).toEqual([]);
  });
});
