import { css } from './css.ts'

/** Components with their bars, and lists of what is over or to come. */
export const rows = css`
  .components h3 {
    margin: 1.5rem 0 0.625rem;
    font-size: 0.9375rem;
    color: var(--quiet);
  }
  .explained {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.5rem 2rem;
    color: var(--quiet);
    font-size: 0.875rem;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .key {
    width: 9px;
    height: 18px;
  }
  .bars path,
  .key path {
    fill: none;
    stroke: var(--solid);
    stroke-width: 20;
    stroke-dasharray: 3 1;
  }
  .bars .fine,
  .key .fine {
    stroke-width: 16;
  }
  .bars .none,
  .key .none {
    stroke-width: 4;
  }
  .bars {
    grid-area: bars;
    display: block;
    width: 100%;
    height: 1.75rem;
    forced-color-adjust: none;
  }
  .card.rows {
    padding: 0;
    overflow: hidden;
  }
  .rows > li + li {
    border-top: 1px solid var(--line);
  }
  .row {
    display: grid;
    grid-template: 'name word' auto 'bars bars' auto 'share share' auto / 1fr auto;
    gap: 0.375rem 1rem;
    align-items: center;
    padding: 1rem clamp(1rem, 2.5vw, 1.5rem);
  }
  .name {
    grid-area: name;
    display: flex;
    gap: 0.625rem;
    font-weight: 500;
  }
  .name .sign {
    margin-top: 0.15rem;
  }
  .name small {
    font-weight: 400;
    white-space: nowrap;
  }
  .row .word {
    grid-area: word;
    text-align: right;
    font-size: 0.9375rem;
  }
  .share {
    grid-area: share;
    font-size: 0.875rem;
  }
  .missed {
    color: var(--down-word);
    font-weight: 600;
  }
  .rows details > summary {
    list-style: none;
    position: relative;
  }
  .rows summary::-webkit-details-marker {
    display: none;
  }
  .rows summary:focus-visible {
    outline-offset: -3px;
  }
  .rows summary .name small::after {
    content: '';
    display: inline-block;
    width: 0.4em;
    height: 0.4em;
    margin: 0 0 0.15em 0.6em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
  }
  .rows [open] > summary .name small::after {
    margin-bottom: -0.05em;
    transform: rotate(225deg);
  }
  .rows .rows {
    background: var(--ground);
    border-top: 1px solid var(--line);
  }
  .rows .rows .name {
    padding-left: 1.25rem;
  }
  .in-words {
    margin-top: 1rem;
    font-size: 0.9375rem;
  }
  .in-words > summary {
    color: var(--accent);
    padding-block: 0.5rem;
  }
  .in-words dt {
    margin-top: 0.75rem;
    font-weight: 600;
    color: inherit;
  }
  .card.lines {
    padding-block: 0.25rem;
  }
  .line {
    display: flex;
    gap: 0.875rem;
    padding-block: 1.125rem;
  }
  .line + .line {
    border-top: 1px solid var(--line);
  }
  .line > div {
    flex: 1;
    min-width: 0;
  }
  .lines + p {
    margin-top: 1rem;
  }
  .months ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
  }
  .months a {
    display: inline-block;
    padding-block: 0.5rem;
  }
  @media (min-width: 60rem) {
    .row {
      grid-template: 'name bars share word' auto / minmax(0, 14rem) minmax(0, 1fr) 10rem 9.5rem;
      gap: 1.5rem;
    }
    .share small {
      display: block;
      line-height: 1.3;
    }
    .share {
      line-height: 1.3;
    }
  }
  @media (max-width: 30rem) {
    .line .id {
      display: none;
    }
  }
`
