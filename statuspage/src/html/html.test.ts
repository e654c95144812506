import { assert, property, string, type Arbitrary } from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { mailAddress, phoneAddress, pictureAddress, webAddress } from './address.ts'
import { escape, html, joined, textOf } from './html.ts'

const hostile: Arbitrary<string> = string({ unit: 'binary', maxLength: 60 })

/** What a reader sees of a text: characters that HTML cannot hold are shown as U+FFFD. */
const seen = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- These are the characters in question.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '\u{fffd}')

describe('a piece of a page', () => {
  test('gives every text back as it was, between tags and in attributes', () => {
    assert(
      property(hostile, text => {
        const page = textOf(
          html`<body>
            <p title="${text}">${text}</p>
          </body>`,
        )
        const { document } = parseHTML(`<!doctype html><html>${page}</html>`)
        expect(document.querySelectorAll('body *')).toHaveLength(1)
        expect(document.querySelector('p')?.textContent).toBe(seen(text))
        expect(document.querySelector('p')?.getAttribute('title')).toBe(seen(text))
      }),
    )
  })

  test('cannot be left by a tag, a quote or an entity', () => {
    expect(escape(`<script>"'\`&amp;`)).toBe('&lt;script&gt;&quot;&#39;&#96;&amp;amp;')
  })

  test('stands in another one as it is, once', () => {
    expect(textOf(html`<b>${joined([html`<i>${'<'}</i>`, 'b'], ', ')}</b>`)).toBe('<b><i>&lt;</i>, b</b>')
  })

  test('is not made by something that only looks like one', () => {
    const forged = JSON.parse('["<b>", {"Symbol(html)": "<b>"}]') as string[]
    expect(() => textOf(html`<p>${forged}</p>`)).toThrow(TypeError)
  })

  test('takes no value without quotes, and no piece of a page as an attribute', () => {
    expect(() => html`<p class=${'a'}></p>`).toThrow('needs quotes')
    expect(() => html`<p ${'onclick=x'}></p>`).toThrow('whole attributes')
    expect(() => html`<p title="${html`<b>"</b>`}"></p>`).toThrow('An attribute takes text')
  })
})

describe('an address of the operator', () => {
  test('is followed only on the web, by mail and by telephone', () => {
    for (const bad of [
      'javascript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      '//evil.example',
      '/\\evil',
      '/\t/evil',
    ])
      expect(webAddress(bad)).toBeNull()
    expect(webAddress('https://a.example/b?c')).toBe('https://a.example/b?c')
    expect(webAddress('/help')).toBe('/help')
    expect(phoneAddress('+48 22 (000) 00-00')).toBe('tel:+48220000000')
    expect(phoneAddress('call us')).toBeNull()
    expect(mailAddress('help@example.net')).toBe('mailto:help@example.net')
    expect(mailAddress('a@b?bcc=c@d')).toBeNull()
  })

  test('of a picture is one that the policy of the page lets through', () => {
    const page = 'https://status.example.net'
    expect(pictureAddress('/logo.svg', page)).toBe('/logo.svg')
    expect(pictureAddress('https://status.example.net/l.png', page)).toBe('https://status.example.net/l.png')
    expect(pictureAddress('https://cdn.example/l.png', page)).toBeNull()
    expect(pictureAddress('data:text/html,x', page)).toBeNull()
  })
})
