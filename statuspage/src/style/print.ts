import { css } from './css.ts'

/** On paper: everything unfolded, nothing that leads elsewhere. */
export const print = css`
  .top nav,
  .skip,
  .live,
  .feeds,
  .bottom h2,
  .months,
  .open-map,
  .look-up {
    display: none;
  }
  :root {
    color-scheme: light;
  }
  body {
    background: #fff;
    font-size: 10.5pt;
  }
  details::details-content {
    content-visibility: visible;
    block-size: auto;
  }
  .hero,
  .bars,
  .sign,
  .map,
  .number,
  .progress {
    print-color-adjust: exact;
  }
  .card,
  .row,
  .line {
    break-inside: avoid;
  }
  h2,
  h3 {
    break-after: avoid;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
`
