import { css } from './css.ts'

/** Type, spacing, links and focus. */
export const base = css`
  * {
    box-sizing: border-box;
  }
  html {
    font:
      1rem/1.55 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Liberation Sans',
      sans-serif;
    -webkit-text-size-adjust: 100%;
    scroll-padding-top: 1rem;
  }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    line-height: 1.25;
    text-wrap: balance;
  }
  h1 {
    font-size: clamp(1.5rem, 1.1rem + 1.9vw, 2.25rem);
    font-weight: 650;
    letter-spacing: -0.015em;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 650;
    letter-spacing: -0.01em;
    margin: 3rem 0 1rem;
  }
  h3 {
    font-size: 1rem;
    font-weight: 600;
  }
  small {
    font-size: 0.875rem;
    color: var(--quiet);
  }
  h2 small {
    font-weight: 400;
    margin-left: 0.375rem;
  }
  .quiet,
  .as-of {
    color: var(--quiet);
    font-size: 0.9375rem;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 3px;
    border-radius: 4px;
  }
  main:focus {
    outline: none;
  }
  summary {
    cursor: pointer;
  }
  time,
  .share,
  dd {
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    width: 0;
    height: 0;
  }
`
