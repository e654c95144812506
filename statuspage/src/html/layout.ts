import type { Language } from '@pulih/kernel'
import { pictureAddress } from './address.ts'
import { feedsList, subscribeLink } from './contact.ts'
import { headline } from './headline.ts'
import { html, textOf, type Html } from './html.ts'
import type { Paths } from './paths.ts'
import { pathsFor } from './paths.ts'
import { say } from './say.ts'
import { signs } from './signs.ts'
import type { View } from './view.ts'

/** A page without its frame. */
export interface Sheet {
  /** What the browser's tab says before the name of the operator. */
  readonly title: string
  readonly main: Html
  /** Where it is for readers of each language. */
  readonly path: (paths: Paths) => string
  /** `finished`: of something that is over, and says nothing of the present. `answer`: made for one reader. */
  readonly form?: 'finished' | 'answer'
}

/** Names of the style sheet and the script that change with what is in them, so that a browser may keep them for long. */
export interface Assets {
  readonly style: string
  readonly script: string
  readonly map: string
}

/** What the page needs and nothing else; a server that sends the same as a header only repeats it. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'"

export function documentOf(view: View, sheet: Sheet, assets: Assets): string {
  const { page, revision, asOf } = view.picture
  const lasts = sheet.form === undefined
  const present = html`data-revision="${revision}" data-as-of="${asOf}"
  data-lost="${view.say('live.lost', { when: view.times.whole(asOf) })}"
  data-old="${view.say('live.old', { when: view.times.whole(asOf) })}"`
  const whole = html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.say('page.title', { headline: sheet.title, name: page.name })}</title>
        <meta name="description" content="${headline(view)}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="canonical" href="${page.url + sheet.path(view.paths)}" />
        ${page.languages.map(
          language =>
            html`<link
              rel="alternate"
              hreflang="${language}"
              href="${page.url + sheet.path(pathsFor(page, language))}"
            /> `,
        )}
        <link rel="alternate" type="application/atom+xml" title="${page.name}" href="${view.paths.atom}" />
        ${sheet.form === 'answer' && html`<meta name="robots" content="noindex" />`}
        ${
          lasts &&
          html`<script src="${assets.script}" defer></script>
            <script src="${assets.map}" defer></script>`
        }
      </head>
      <body>
        <a class="skip" href="#main">${view.say('page.skip')}</a>
        ${signs} ${top(view, sheet)}
        <main id="main" class="wrap" tabindex="-1" ${lasts && present}>${sheet.main}</main>
        ${bottom(view)}
        ${lasts && html`<p class="live" role="status" data-live data-changed="${view.say('live.changed')}"></p>`}
      </body>
    </html>`
  return `${textOf(whole)}\n`
}

function top(view: View, sheet: Sheet): Html {
  const { paths } = view
  const here = sheet.path(paths)
  const links: readonly (readonly [string, string])[] = [
    [paths.home, view.say('nav.now')],
    [paths.lookUp, view.say('nav.look-up')],
    [paths.planned, view.say('nav.planned')],
    [paths.history, view.say('nav.history')],
  ]
  return html`<header class="top">
    <div class="wrap">
      ${brand(view)}
      <nav class="pages" aria-label="${view.say('page.pages')}">
        ${links.map(([path, name]) => html`<a href="${path}" ${path === here && html`aria-current="page"`}>${name}</a> `)}
      </nav>
      ${view.picture.page.languages.length > 1 && languageSwitch(view, sheet)}
    </div>
  </header>`
}

function brand(view: View): Html {
  const { name, logo, url } = view.picture.page
  const picture = logo === null ? null : pictureAddress(logo, url)
  return html`<a class="brand" href="${view.paths.home}">
    ${
      picture === null
        ? html`<b dir="auto">${name}</b>`
        : html`<img src="${picture}" alt="${name}" width="140" height="36" />`
    }
    <span>${view.say('page.status')}</span>
  </a>`
}

function languageSwitch(view: View, sheet: Sheet): Html {
  const { page } = view.picture
  const link = (language: Language) =>
    html`<a
      href="${sheet.path(pathsFor(page, language))}"
      lang="${language}"
      hreflang="${language}"
      ${language === view.language && html`aria-current="true"`}
      ><span class="code">${language.toUpperCase()} </span
      ><span class="full">${say(language, 'language.name')}</span></a
    > `
  return html`<nav class="languages" aria-label="${view.say('page.languages')}">${page.languages.map(link)}</nav>`
}

function bottom(view: View): Html {
  const { timeZone, name } = view.picture.page
  return html`<footer class="bottom">
    <div class="wrap">
      ${subscribeLink(view)} ${feedsList(view)}
      <p class="quiet"><bdi>${name}</bdi> · ${view.say('page.zone', { zone: timeZone })}</p>
    </div>
  </footer>`
}
