import { css } from './css.ts'

/** What is around every page: the top, the bottom, and the line that says when the page cannot be reached. */
export const frame = css`
  .wrap {
    max-width: 72rem;
    margin: 0 auto;
    padding-inline: clamp(1rem, 4vw, 2.5rem);
  }
  .skip {
    position: absolute;
    left: 1rem;
    top: -4rem;
    padding: 0.75rem 1rem;
    border-radius: 0 0 8px 8px;
    background: var(--fill);
    color: var(--on-fill);
    z-index: 2;
  }
  .skip:focus {
    top: 0;
  }
  .top {
    background: var(--card);
    border-bottom: 1px solid var(--line);
    border-top: 4px solid var(--fill);
  }
  .top .wrap {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 2rem;
    padding-block: 0.75rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-height: 2.75rem;
    flex: 1 1 12rem;
    color: var(--ink);
    text-decoration: none;
    font-size: 1.125rem;
    line-height: 1.2;
  }
  .brand img {
    object-fit: contain;
    object-position: left;
  }
  .brand span {
    color: var(--quiet);
    font-size: 0.9375rem;
    border-left: 1px solid var(--line);
    padding-left: 0.625rem;
    white-space: nowrap;
  }
  .pages,
  .languages {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    font-size: 0.9375rem;
  }
  .languages {
    gap: 0 1rem;
    font-size: 0.875rem;
  }
  .code {
    display: none;
  }
  .top nav a {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
    color: var(--quiet);
    text-decoration: none;
    border-bottom: 2px solid transparent;
    border-top: 2px solid transparent;
  }
  .top nav a:hover {
    color: var(--ink);
    border-bottom-color: var(--line);
  }
  .top nav a[aria-current] {
    color: var(--ink);
    font-weight: 600;
    border-bottom-color: var(--fill);
  }
  main {
    padding-block: clamp(1rem, 3vw, 2rem) 4rem;
    min-height: 60vh;
  }
  .bottom {
    border-top: 1px solid var(--line);
    padding-block: 0 2rem;
  }
  .bottom h2 {
    font-size: 1rem;
    margin: 2rem 0 0.5rem;
  }
  .feeds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
    margin-bottom: 1rem;
  }
  .feeds a {
    display: inline-block;
    padding-block: 0.5rem;
  }
  .live {
    position: fixed;
    inset: auto 1rem 1rem;
    max-width: 40rem;
    margin: 0 auto;
    clip-path: inset(50%);
    pointer-events: none;
  }
  .live.lost {
    clip-path: none;
    padding: 0.75rem 1.25rem;
    border-radius: 10px;
    background: var(--ink);
    color: var(--ground);
    box-shadow: 0 4px 24px rgb(0 0 0 / 0.25);
  }
  @media (max-width: 40rem) {
    .pages {
      order: 3;
      width: 100%;
      border-top: 1px solid var(--line);
    }
    .top .wrap {
      padding-block: 0.25rem 0;
      gap: 0 1rem;
    }
    .brand {
      padding-block: 0.5rem;
    }
    .brand span {
      display: none;
    }
    .code {
      display: inline;
    }
    .full {
      position: absolute;
      clip-path: inset(50%);
    }
    .languages {
      gap: 0;
    }
    .languages a {
      min-width: 2.25rem;
      justify-content: center;
    }
  }
`
