import { css } from './css.ts'

/** Words with their answers, and how pages stand in columns. */
export const facts = css`
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.25rem, 1fr));
    gap: 1.25rem;
  }
  .outage .facts {
    margin-top: 1.25rem;
  }
  @media (min-width: 48rem) {
    .facts {
      grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
    }
  }
  .facts .wide {
    grid-column: 1 / -1;
  }
  dt {
    color: var(--quiet);
    font-size: 0.875rem;
  }
  .facts dd {
    font-weight: 500;
  }
  .facts dd small {
    display: inline-block;
    font-weight: 400;
  }
  .progress {
    display: block;
    width: 100%;
    height: 6px;
    margin: 0.375rem 0 0.25rem;
    border-radius: 3px;
    stroke: var(--line);
    stroke-width: 2;
  }
  .progress .fine {
    stroke: var(--solid);
  }
  .columns > section > h2,
  .columns > div > section:first-child > h2 {
    margin-top: 2.5rem;
  }
  @media (min-width: 60rem) {
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1.65fr) minmax(0, 1fr);
      gap: 0 2rem;
      align-items: start;
    }
    .columns > .where {
      position: sticky;
      top: 1rem;
    }
    .pair {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      gap: 0 2rem;
    }
    .pair > section {
      display: flex;
      flex-direction: column;
    }
    .pair .card {
      flex: 1;
    }
  }
`
