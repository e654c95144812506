/**
 * The script that another site embeds:
 *
 *     <div id="pulih-status"></div>
 *     <script src="https://status.example.net/widget.js" data-into="pulih-status" async></script>
 *
 * `data-into` is the id of the element to fill; without it a box stands after the script. `data-language` chooses a language; without it
 * the language of the document does. It asks for `widget.json` beside itself every minute while somebody looks, sends no cookies, keeps
 * nothing, and writes text as text. Its own shadow keeps its look and that of the site apart; it inherits font and colour.
 */
export const widgetScript = String.raw`(function () {
  'use strict'
  var script = document.currentScript || document.querySelector('script[src$="/widget.js"]')
  if (!script) return
  var source = new URL('widget.json', script.src).href
  var box = document.getElementById(script.getAttribute('data-into') || '')
  if (!box) {
    box = document.createElement('div')
    script.after(box)
  }
  var root = box.shadowRoot || (box.attachShadow ? box.attachShadow({ mode: 'open' }) : box)
  var colours = { none: '#1a7340', minor: '#8f5c00', major: '#a84300', critical: '#b3261e', maintenance: '#1f5fae' }
  var signs = { none: '\u2713', minor: '!', major: '!', critical: '\u2715', maintenance: '\u2016' }
  var last = null
  var shown = ''

  function make(name, text, look) {
    var node = document.createElement(name)
    if (text) node.textContent = text
    for (var key in look) node.style.setProperty(key, look[key])
    return node
  }

  function link(href, text) {
    var node = make('a', text, { color: 'inherit' })
    if (/^https?:\/\//.test(href)) node.setAttribute('href', href)
    node.setAttribute('dir', 'auto')
    return node
  }

  function wordsOf(data) {
    var asked = script.getAttribute('data-language') || document.documentElement.lang || ''
    return data.words[asked.slice(0, 2).toLowerCase()] || data.words[Object.keys(data.words)[0]]
  }

  var frame = make('div', '', {
    border: '1px solid', 'border-inline-start-width': '4px', 'border-radius': '6px',
    padding: '12px 16px', 'line-height': '1.5', 'overflow-wrap': 'anywhere',
  })
  // The headline stays the same node: a screen reader speaks when its words change, and not every minute.
  var headline = make('div', '', { 'font-weight': '600' })
  headline.setAttribute('role', 'status')
  var sign = make('span', '', {
    color: '#fff', 'border-radius': '50%', display: 'inline-block', width: '1.5em', height: '1.5em',
    'text-align': 'center', 'margin-inline-end': '8px',
  })
  sign.setAttribute('aria-hidden', 'true')
  var words = make('span')
  headline.append(sign, words)
  var body = make('div')
  var stamp = make('span')
  frame.append(headline, body)

  function draw(data, reachable) {
    var said = wordsOf(data)
    function time(instant) {
      var options = { dateStyle: 'medium', timeStyle: 'short', timeZone: data.timeZone }
      return new Intl.DateTimeFormat(said.tag, options).format(new Date(instant))
    }
    stamp.textContent = (reachable ? '' : said.unreachable + ' ') + said.asOf + ' ' + time(data.asOf) + '. '
    var state = JSON.stringify([data.status, data.count, data.open, data.nextUpdateBy, said])
    if (state === shown) return
    shown = state
    frame.setAttribute('lang', said.tag)
    frame.style.setProperty('border-color', colours[data.status])
    sign.style.setProperty('background', colours[data.status])
    sign.textContent = signs[data.status]
    if (words.textContent !== said.status) words.textContent = said.status
    var list = make('ul', '', { margin: '8px 0', padding: '0 0 0 20px' })
    data.open.forEach(function (outage) {
      var item = make('li')
      item.append(link(outage.url[said.tag.slice(0, 2)], outage.title))
      if (outage.etr) item.append(make('div', said.etr + ': ' + time(outage.etr), { 'font-size': '0.875em' }))
      list.append(item)
    })
    var next = make('div', data.nextUpdateBy ? said.nextUpdate + ': ' + time(data.nextUpdateBy) : '')
    var foot = make('div', '', { 'font-size': '0.875em', 'margin-top': '4px' })
    var hidden = data.count - data.open.length
    foot.append(stamp, link(said.url, said.more + (hidden > 0 ? ' (+' + hidden + ')' : '')))
    body.replaceChildren(list, next, foot)
    if (!data.open.length) list.remove()
    if (!frame.parentNode) root.replaceChildren(frame)
  }

  function ask() {
    return fetch(source, { credentials: 'omit' })
      .then(function (reply) {
        if (!reply.ok) throw new Error(String(reply.status))
        return reply.json()
      })
      .then(function (data) {
        draw(data, true)
        last = data
      })
      .catch(function () {
        if (last) draw(last, false)
      })
  }

  ask()
  setInterval(function () {
    if (!document.hidden) ask()
  }, 60000)
})()
`
