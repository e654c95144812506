import { css } from './css.ts'

/** The drawing of where it is, and its list. */
export const map = css`
  .where .card {
    padding: 0;
    overflow: hidden;
  }
  .map {
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: 3 / 2;
    border-bottom: 1px solid var(--line);
  }
  .map pattern {
    fill: var(--line);
  }
  .ground {
    fill: url(#grid);
  }
  .area {
    fill: color-mix(in srgb, var(--solid) 25%, transparent);
    stroke: var(--solid);
    stroke-width: 4;
    stroke-linejoin: round;
  }
  .pin circle {
    fill: var(--word);
    stroke: var(--card);
    stroke-width: 4;
  }
  .pin text {
    fill: var(--card);
    font-size: 34px;
    font-weight: 700;
    text-anchor: middle;
  }
  path.scale {
    fill: none;
    stroke: var(--quiet);
    stroke-width: 3;
  }
  text.scale {
    fill: var(--quiet);
    font-size: 30px;
  }
  .areas {
    padding: 0.75rem clamp(1rem, 2.5vw, 1.25rem);
  }
  .areas li {
    display: flex;
    gap: 0.75rem;
    padding-block: 0.5rem;
    line-height: 1.4;
  }
  .areas small {
    display: block;
  }
  .number {
    flex: none;
    min-width: 1.5rem;
    height: 1.5rem;
    padding-inline: 0.25rem;
    border-radius: 0.75rem;
    background: var(--word);
    color: var(--card);
    font-size: 0.8125rem;
    line-height: 1.5rem;
    text-align: center;
  }
  .areas .sign {
    margin: 0.125rem;
  }
  #more-areas > summary {
    padding: 0.75rem 1.25rem;
    border-top: 1px solid var(--line);
    color: var(--accent);
    font-size: 0.9375rem;
  }
  @media (min-width: 40rem) {
    .where .card {
      display: grid;
      grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr);
      align-items: start;
    }
    .map {
      border-bottom: 0;
    }
    #more-areas {
      grid-column: 1 / -1;
    }
  }
  @media (min-width: 60rem) {
    .columns > .where .card {
      display: block;
    }
    .columns > .where .map {
      border-bottom: 1px solid var(--line);
    }
  }
  .open-map {
    display: block;
    width: 100%;
    min-height: 2.75rem;
    border: 0;
    border-bottom: 1px solid var(--line);
    background: var(--card);
    color: var(--accent);
    font: inherit;
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .open-map:hover {
    text-decoration: underline;
  }
  .where .moving {
    aspect-ratio: 3 / 2;
    min-height: 18rem;
    width: 100%;
    z-index: 0;
    border-bottom: 1px solid var(--line);
    background: var(--ground);
  }
  .where .moving a,
  .where .moving .leaflet-control-scale-line,
  .where .moving .leaflet-tooltip {
    background: var(--card);
    color: var(--ink);
    border-color: var(--line);
  }
  .moving .area {
    stroke-width: 2;
    fill-opacity: 1;
  }
`
