import { describe, expect, it } from '@jest/globals';
import { dark, light, type Palette } from './tokens.js';

/** Contrast of two #rrggbb colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
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

  it('keeps the edges of controls visible', () => {
    expect(grounds.filter(ground => contrast(palette.edge, palette[ground]) < 3).filter(ground => ground !== 'sunken')).toEqual([]);
  });
});
