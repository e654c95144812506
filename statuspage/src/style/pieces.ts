import { css } from './css.ts'

/** The sentence at the top, outages, their facts and what was said. */
export const pieces = css`
  .hero {
    display: flex;
    gap: 1.25rem;
    padding: clamp(1.25rem, 3.5vw, 2.5rem);
    border-radius: 16px;
    background: var(--tint);
    border: 1px solid color-mix(in srgb, var(--solid) 30%, transparent);
  }
  .hero > div {
    flex: 1;
    min-width: 0;
  }
  .hero > .sign {
    width: clamp(2rem, 1.5rem + 2.2vw, 3rem);
    height: clamp(2rem, 1.5rem + 2.2vw, 3rem);
  }
  .as-of {
    margin-top: 0.5rem;
  }
  .title h1 + * + * {
    margin-top: 0.75rem;
  }
  .title {
    margin-bottom: 2rem;
  }
  .sign {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: var(--solid);
  }
  .mark {
    fill: none;
    stroke: var(--card);
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .word {
    color: var(--word);
    font-weight: 600;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 14px;
    padding: clamp(1rem, 2.5vw, 1.5rem);
  }
  .card + .card {
    margin-top: 1rem;
  }
  .reading {
    max-width: none;
  }
  .reading,
  .latest p,
  .updates p {
    text-wrap: pretty;
  }
  .outage {
    padding-top: 0;
    overflow: hidden;
  }
  .outage > .badge {
    margin: 0 calc(-1 * clamp(1rem, 2.5vw, 1.5rem)) 1.25rem;
    padding: 0.75rem clamp(1rem, 2.5vw, 1.5rem);
    background: var(--tint);
  }
  .outage h3 {
    font-size: 1.25rem;
    letter-spacing: -0.01em;
  }
  h3 a {
    color: inherit;
    text-decoration-color: var(--line);
  }
  h3 a:hover {
    text-decoration-color: currentcolor;
  }
  .badge {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.125rem 0.625rem;
    font-size: 0.9375rem;
  }
  .badge .sign {
    margin-top: 0.1rem;
  }
  .hero .badge {
    margin-bottom: 0.75rem;
  }
  .id {
    color: var(--quiet);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .latest,
  .earlier {
    margin-top: 1.25rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--line);
  }
  .earlier {
    margin-top: 1rem;
    padding-top: 0.75rem;
  }
  .earlier summary {
    color: var(--accent);
    font-size: 0.9375rem;
    padding-block: 0.25rem;
  }
  .earlier .updates {
    margin-top: 1rem;
  }
  .said {
    color: var(--quiet);
    font-size: 0.875rem;
    margin-bottom: 0.125rem;
  }
  .said ~ p + p {
    margin-top: 0.625rem;
  }
  .updates li {
    position: relative;
    padding: 0 0 1.25rem 1.5rem;
    border-left: 2px solid var(--line);
    margin-left: 0.375rem;
  }
  .updates li::before {
    content: '';
    position: absolute;
    left: -7px;
    top: 0.3rem;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--card);
    border: 3px solid var(--quiet);
  }
  .updates li:last-child {
    border-color: transparent;
    padding-bottom: 0;
  }
  .stages {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 0.5rem;
    margin-top: 1.75rem;
    font-size: 0.875rem;
  }
  .stages li {
    border-top: 4px solid color-mix(in srgb, var(--quiet) 30%, transparent);
    padding-top: 0.5rem;
    color: var(--quiet);
    line-height: 1.3;
  }
  .stages .done {
    border-color: var(--solid);
  }
  .stages [aria-current] {
    color: var(--word);
    font-weight: 600;
  }
  @media (max-width: 40rem) {
    .stages {
      grid-auto-flow: row;
      gap: 0;
    }
    .stages li {
      border-top: 0;
      border-left: 4px solid color-mix(in srgb, var(--quiet) 30%, transparent);
      padding: 0.25rem 0.75rem;
    }
    .badge .id {
      grid-area: 2 / 2;
    }
    .hero {
      flex-direction: column;
      gap: 0.875rem;
    }
  }
`
