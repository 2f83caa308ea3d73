import { createTheme, type CSSVariablesResolver, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';
import { corner, dark, density, light, type Palette, space, type } from './tokens.js';

const px = (value: number) => `${value / 16}rem`;

const brand: MantineColorsTuple = [
  '#eef0fe', '#dce0fc', '#bac1f8', '#98a2f3', '#7884ec', '#5f6ce4', '#4250cf', '#3541b3', '#2c3692', '#242c74',
];
const night: MantineColorsTuple = [
  dark.ink, dark.inkSoft, dark.inkFaint, dark.edge, dark.line, dark.sunken, dark.surface, dark.canvas, '#08090c', '#050608',
];
const fonts = "'Inter Variable', ui-sans-serif, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const mono = "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const sizes = ['xs', 'sm', 'md', 'lg', 'xl'] as const;
const each = <T>(of: (size: (typeof sizes)[number]) => T) => ({ xs: of('xs'), sm: of('sm'), md: of('md'), lg: of('lg'), xl: of('xl') });
const order = ['label', 'input', 'description', 'error'] as const;
const heading = ([size, line]: readonly [number, number]) => ({ fontSize: px(size), lineHeight: px(line) });

/** Our design language, told to Mantine. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 5 },
  colors: { brand, dark: night },
  black: light.ink,
  fontFamily: fonts,
  fontFamilyMonospace: mono,
  fontSmoothing: true,
  fontSizes: each(size => px(type[size][0])),
  lineHeights: each(size => `${type[size][1] / type[size][0]}`),
  spacing: each(size => px(space[size])),
  radius: each(size => px(corner[size])),
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily: fonts,
    fontWeight: '600',
    sizes: {
      h1: heading(type.title),
      h2: heading(type.lg),
      h3: heading(type.md),
      h4: heading(type.md),
      h5: heading(type.sm),
      h6: heading(type.xs),
    },
  },
  components: {
    Checkbox: { defaultProps: { radius: 'xs' } },
    Button: { defaultProps: { size: 'sm' } },
    Menu: {
      // Without the placeholder the focus goes to the first item, and the menu holds nothing but items.
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 90 },
      },
    },
    ModalRoot: { defaultProps: { radius: 'lg', centered: true, transitionProps: { duration: 120 } } },
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.45 } },
    NativeSelect: { defaultProps: { size: 'md', inputWrapperOrder: [...order] } },
    NumberInput: { defaultProps: { size: 'md', inputWrapperOrder: [...order] } },
    PasswordInput: { defaultProps: { size: 'md', inputWrapperOrder: [...order] } },
    Select: { defaultProps: { inputWrapperOrder: [...order] } },
    Textarea: { defaultProps: { inputWrapperOrder: [...order] } },
    TextInput: { defaultProps: { size: 'md', inputWrapperOrder: [...order] } },
    Tooltip: { defaultProps: { openDelay: 400, radius: 'sm', fz: 'xs' } },
  },
});

const variable = (name: string) => `--dg-${name.replace(/[A-Z]/g, big => `-${big.toLowerCase()}`)}`;
const named = (values: object) => Object.fromEntries(Object.entries(values).map(([name, value]) => [variable(name), String(value)]));
const lengths = Object.fromEntries(Object.entries(density).map(([name, value]) => [name, px(value)]));

const scheme = (palette: Palette) => ({
  ...named(palette),
  '--mantine-color-body': palette.surface,
  '--mantine-color-text': palette.ink,
  '--mantine-color-bright': palette.ink,
  '--mantine-color-dimmed': palette.inkFaint,
  '--mantine-color-placeholder': palette.inkFaint,
  '--mantine-color-anchor': palette.accentInk,
  '--mantine-color-error': palette.danger,
  '--mantine-color-success': palette.success,
  '--mantine-color-default': palette.surface,
  '--mantine-color-default-hover': palette.sunken,
  '--mantine-color-default-color': palette.ink,
  '--mantine-color-default-border': palette.line,
  '--mantine-color-disabled': palette.sunken,
  '--mantine-color-disabled-color': palette.inkFaint,
  '--mantine-color-disabled-border': palette.line,
  '--mantine-primary-color-filled': palette.accent,
  '--mantine-color-brand-filled': palette.accent,
  '--mantine-color-brand-filled-hover': palette.accentHover,
  '--mantine-color-brand-light': palette.accentSoft,
  '--mantine-color-brand-light-color': palette.accentInk,
  '--mantine-color-red-filled': palette.dangerFill,
  '--mantine-shadow-md': palette.shadow,
});

/** A palette as CSS variables, for what keeps one scheme whatever the rest is in. */
export const paletteVariables = (palette: Palette): Record<string, string> => named(palette);

/** Our tokens as CSS variables (`--dg-ink`, `--dg-line` ...) and as the meaning of Mantine's own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...named(lengths),
    '--dg-mono': mono,
  },
  light: scheme(light),
  dark: scheme(dark),
});

/** Where the choice of scheme is kept; the inline script of the HTML reads the same key. */
export const schemeManager = localStorageColorSchemeManager({ key: 'deskgraph-color-scheme' });

/** The nonce the gateway wrote into this document, for the styles made while it runs. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
