import { css } from './css.ts'

/** The form in which somebody looks himself up, and its answer. */
export const asking = css`
  .asking {
    margin-top: 1rem;
  }
  .asking h2 {
    margin: 0 0 0.25rem;
  }
  .asking .quiet {
    margin-top: 0.625rem;
    font-size: 0.875rem;
  }
  pre {
    overflow-x: auto;
    font-size: 0.875rem;
  }
  .files + p {
    margin-top: 0.75rem;
  }
  .files li {
    padding-block: 0.375rem;
    overflow-wrap: anywhere;
  }
  .files span {
    display: block;
    color: var(--quiet);
    font-size: 0.9375rem;
  }
  .look-up {
    display: grid;
    grid-template-columns: minmax(0, 30rem) auto;
    justify-content: start;
    gap: 0.375rem 0.75rem;
  }
  .look-up label {
    grid-column: 1 / -1;
    color: var(--quiet);
    font-size: 0.9375rem;
  }
  .look-up input,
  .look-up button {
    font: inherit;
    min-height: 2.75rem;
    border-radius: 10px;
  }
  .look-up input {
    width: 100%;
    padding: 0.5rem 0.875rem;
    border: 1px solid var(--quiet);
    background: var(--ground);
    color: var(--ink);
  }
  .look-up button {
    padding: 0.5rem 1.5rem;
    border: 1px solid transparent;
    background: var(--fill);
    color: var(--on-fill);
    font-weight: 600;
    cursor: pointer;
  }
  .look-up button:hover {
    filter: brightness(1.1);
  }
  .answers {
    margin-top: 1rem;
  }
  .hero h2 {
    margin: 0;
    font-size: clamp(1.25rem, 1rem + 1.2vw, 1.625rem);
  }
  .hero:has(> div > h2:only-child) {
    align-items: center;
  }
  .hero h2 + p {
    margin-top: 0.5rem;
  }
  @media (max-width: 30rem) {
    .look-up {
      grid-template-columns: 1fr;
    }
  }
`
