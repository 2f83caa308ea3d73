import classes from './GraphDrawing.module.css';

interface Chip {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly kind?: 'lit' | 'heart';
}

const chips: readonly Chip[] = [
  { name: 'Ticket', x: 128, y: 150, width: 92, kind: 'lit' },
  { name: 'Customer', x: 300, y: 268, width: 116, kind: 'heart' },
  { name: 'Order', x: 468, y: 176, width: 88, kind: 'lit' },
  { name: 'Shipment', x: 500, y: 356, width: 112, kind: 'lit' },
  { name: 'Call', x: 96, y: 340, width: 76 },
  { name: 'Article', x: 214, y: 446, width: 92 },
  { name: 'Invoice', x: 404, y: 488, width: 94 },
  { name: 'Company', x: 318, y: 92, width: 112 },
];

const quiet = [
  'M300 268C300 200 318 160 318 92',
  'M300 268C230 268 160 300 96 340',
  'M300 268C270 340 214 380 214 446',
  'M468 176C468 300 404 380 404 488',
  'M214 446C214 400 96 420 96 340',
  'M318 92C400 92 468 120 468 176',
  'M128 150C128 90 240 92 318 92',
];

const lit = 'M128 150C180 150 220 268 300 268C390 268 400 176 468 176C540 176 560 290 500 356';

/** A quiet picture of the graph: one question travelling from a ticket to a shipment. */
export function GraphDrawing() {
  return (
    <svg viewBox="0 0 600 580" className={classes.drawing} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="dg-dots" width="24" height="24" patternUnits="userSpaceOnUse">
          <circle cx="1.2" cy="1.2" r="1.2" className={classes.dot} />
        </pattern>
        <radialGradient id="dg-fade">
          <stop offset="0.2" stopColor="#fff" />
          <stop offset="1" stopColor="#000" />
        </radialGradient>
        <mask id="dg-round">
          <rect width="600" height="580" fill="url(#dg-fade)" />
        </mask>
      </defs>
      <rect width="600" height="580" fill="url(#dg-dots)" mask="url(#dg-round)" />
      {quiet.map(path => (
        <path key={path} d={path} className={classes.quiet} />
      ))}
      <path d={lit} className={classes.path} />
      <path d={lit} className={classes.pulse} pathLength="100" />
      {chips.map(({ name, x, y, width, kind }) => (
        <g key={name} transform={`translate(${x - width / 2} ${y - 18})`} className={classes.chip} data-kind={kind}>
          <rect width={width} height="36" rx="18" className={classes.box} />
          <circle cx="19" cy="18" r="4" className={classes.bead} />
          <text x="32" y="22.5" className={classes.label}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
