import { packed } from './packed.ts'

/**
 * Puts a map that can be moved (Leaflet, without tiles of anybody) in the place of the drawing, once its reader asks for it: until then
 * nothing of it is loaded. It shows what the list beside it says. When the page is renewed under it, it is opened again.
 */
export const mapScript = packed(String.raw`
(() => {
  let isOpen = false, loading;

  const add = (tag, given) => new Promise((done, failed) => {
    const e = Object.assign(document.createElement(tag), given, { onload: done, onerror: failed });
    document.head.append(e);
  });
  const load = () => (loading ??= Promise.all([
    add('link', { rel: 'stylesheet', href: '/leaflet.css' }),
    add('script', { src: '/leaflet.js' }),
  ]));

  const show = async (drawing, button) => {
    const [, areas] = await Promise.all([load(), fetch(drawing.dataset.map).then(reply => reply.json())]);
    const wanted = new Set([...drawing.querySelectorAll('[data-area]')].map(e => e.dataset.area));
    const box = document.createElement('div');
    box.className = 'moving';
    box.setAttribute('role', 'application');
    box.setAttribute('aria-label', drawing.getAttribute('aria-label'));
    drawing.replaceWith(box);
    button.remove();
    const map = L.map(box, { attributionControl: false, zoomControl: false, maxZoom: 14 });
    const { closer, farther } = drawing.dataset;
    L.control.zoom({ zoomInTitle: closer, zoomOutTitle: farther }).addTo(map);
    const [west, south, east, north] = drawing.dataset.bounds.split(',').map(Number);
    map.fitBounds([[south, west], [north, east]], { padding: [24, 24] });
    L.control.scale({ imperial: false }).addTo(map);
    const only = { type: 'FeatureCollection', features: areas.features.filter(({ id }) => wanted.has(id)) };
    L.geoJSON(only, {
      style: ({ properties }) => ({ className: 'area ' + properties.level, stroke: true, weight: 2 }),
      onEachFeature({ properties }, layer) {
        const name = document.createElement('b');
        name.textContent = properties.name;
        layer.bindTooltip(name, { sticky: true });
      },
    }).addTo(map);
    if (!isOpen) box.focus({ preventScroll: true });
    isOpen = true;
  };

  const offer = () => {
    const drawing = document.querySelector('svg[data-map]');
    if (!drawing || drawing.dataset.offered) return;
    drawing.dataset.offered = 1;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'open-map';
    button.textContent = drawing.dataset.open;
    button.onclick = () => {
      button.disabled = true;
      show(drawing, button).catch(() => (button.disabled = false));
    };
    drawing.after(button);
    if (isOpen) button.click();
  };

  offer();
  new MutationObserver(offer).observe(document.body, { childList: true });
})();
`)
