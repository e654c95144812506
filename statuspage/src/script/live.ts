import { packed } from './packed.ts'

/**
 * What a browser that can does besides showing the page. Without it nothing is missing: only durations stand still, and the reader has to
 * load the page again himself.
 *
 * `/events` sends an event for every new picture, with its revision as the event's id. What changed is not in it: the script fetches the
 * page that it is on, after a wait of its own so that not all readers come at once, and takes its main element; of a picture with the same
 * revision, only of when it is. Where there are no events (a static copy), it looks every minute. A page of more than two minutes ago says so.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const liveScript = packed(String.raw`
(() => {
  const live = document.querySelector('[data-live]');
  const lang = document.documentElement.lang;
  const main = () => document.querySelector('main');
  const y = e => e.getBoundingClientRect().top;
  const all = (selector, each) => main().querySelectorAll(selector).forEach(each);
  const unit = ([n, unit]) => new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
  let lost = false, ahead, wanted = 0, waiting = 0, due = 0, events;

  // As the server tells it: see times.ts.
  const duration = ms => {
    const m = Math.max(1, Math.floor(ms / 6e4)), d = Math.floor(m / 1440), h = Math.floor(m / 60);
    const parts = d > 1 ? [[d, 'day'], [h % 24, 'hour']] : [[h, 'hour'], [m % 60, 'minute']];
    return parts.filter(([n]) => n).map(unit).join(' ');
  };

  // Of what cannot be seen any more, nothing may be told that is not known: the clock stands still.
  const tick = () => {
    if (lost) return;
    const taken = Date.parse(main().dataset.asOf);
    const now = Math.max(Date.now() - (ahead ?? 0), taken);
    const put = (e, text) => e.textContent === text || (e.textContent = text);
    all('[data-since]', e => put(e, duration(now - Date.parse(e.dataset.since))));
    all('[data-until]', e => now > Date.parse(e.dataset.until) && put(e, e.dataset.late));
    // Whoever's clock is wrong is told nothing before a reply has said what time it is.
    if (now - taken > 13e4) ahead === undefined ? soon(0) : say(main().dataset.old, true);
  };

  const say = (text, isLost) => {
    lost = isLost;
    live.classList.toggle('lost', isLost);
    if (live.textContent !== text) live.textContent = text;
  };

  const key = e => e.id || e.getAttribute('href') || e.parentNode.id;
  const like = e => key(e) && [...main().querySelectorAll(e.tagName)].find(other => key(other) === key(e));

  const swap = next => {
    const old = main(), active = document.activeElement, before = old.textContent, open = {};
    const [at, same] = [...old.querySelectorAll('h2[id],article[id],details[id]')]
      .filter(e => y(e) >= 0)
      .map(e => [y(e), next.querySelector('#' + CSS.escape(e.id))])
      .find(([, its]) => its) || [];
    all('details[id]', e => (open[e.id] = e.open));
    const typed = old.querySelector('input')?.value ?? '';
    const inside = old.contains(active);
    old.replaceWith(next);
    all('details[id]', e => e.id in open && (e.open = open[e.id]));
    all('input', e => (e.value = typed));
    if (inside) (like(active) || next).focus({ preventScroll: true });
    if (same && scrollY) scrollBy({ top: y(same) - at, behavior: 'instant' });
    tick();
    return before !== next.textContent;
  };

  const refresh = async () => {
    waiting = 0;
    try {
      const reply = await fetch(location.pathname, { cache: 'no-cache' });
      if (!reply.ok) throw reply;
      // A cache says for how long it has kept the reply.
      ahead = Date.now() - Date.parse(reply.headers.get('date')) - 1e3 * reply.headers.get('age') || 0;
      const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
      const next = page.querySelector('main[data-revision]'), is = +next.dataset.revision;
      const had = +main().dataset.revision;
      if (is > had) {
        document.title = page.title;
        const h1 = next.querySelector('h1').textContent;
        say(swap(next) ? live.dataset.changed + ' ' + h1 : '', false);
      } else {
        if (lost) say('', false);
        // Nothing new, and newly looked at: only of when it is changes, and whoever types is left alone.
        Object.assign(main().dataset, next.dataset);
        all('.as-of', e => e.replaceWith(next.querySelector('.as-of')));
      }
      if (is < wanted) soon(3e3);
      tick();
    } catch {
      say(main().dataset.lost, true);
      soon(15e3);
    }
  };
  // Never all at once, and never later than was asked before.
  const soon = ms => {
    const at = Date.now() + ms * (0.5 + Math.random());
    if (waiting && due <= at) return;
    clearTimeout(waiting);
    due = at;
    waiting = setTimeout(refresh, at - Date.now());
  };

  const listen = () => {
    events = new EventSource('/events');
    events.onmessage = e => {
      wanted = +e.lastEventId || 0;
      soon(wanted > +main().dataset.revision ? 700 : 2e4);
    };
    events.onerror = () => soon(2e3);
    events.onopen = () => lost && soon(700);
  };

  listen();
  tick();
  setInterval(tick, 1e4);
  setInterval(() => {
    if (events.readyState !== 1) soon(6e3);
    if (events.readyState === 2 && Math.random() < 0.2) listen();
  }, 6e4);
  addEventListener('offline', refresh);
  addEventListener('online', refresh);
})();
`)
