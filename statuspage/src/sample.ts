import type { Component, Picture, PublicOutage } from './picture.ts'

const outage: PublicOutage = {
  id: '0199a000-0000-7000-8000-000000000001',
  number: 'OUT-000123',
  planned: false,
  title: 'Fibre cut near Wola',
  status: 'identified',
  impact: 'major',
  extent: 'total',
  cause: 'A digger cut a cable',
  startedAt: '2026-11-22T08:12:00.000Z',
  until: null,
  restoredAt: null,
  etr: '2026-11-22T14:30:00.000Z',
  nextUpdateBy: '2026-11-22T10:00:00.000Z',
  services: 1240,
  servicesBack: 310,
  areas: [
    {
      key: '14.65.WOLA',
      name: 'Warszawa, Wola',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [20.95, 52.22],
            [21.0, 52.22],
            [21.0, 52.25],
            [20.95, 52.25],
            [20.95, 52.22],
          ],
        ],
      },
    },
  ],
  components: ['area-wola', 'service-internet'],
  updates: [
    {
      id: 'u2',
      at: '2026-11-22T09:00:00.000Z',
      status: 'identified',
      text: { en: 'A digger cut a cable. A crew is splicing it.', pl: 'Koparka przecięła kabel. Ekipa go spawa.' },
    },
    {
      id: 'u1',
      at: '2026-11-22T08:20:00.000Z',
      status: 'investigating',
      text: { en: 'Connections in Wola are down.' },
    },
  ],
  compensation: 'not-yet-known',
  payment: null,
  createdAt: '2026-11-22T08:14:00.000Z',
  updatedAt: '2026-11-22T09:00:00.000Z',
  revision: 4,
}

const component = (id: string, name: string, given: Partial<Component>): Component => ({
  id,
  name,
  group: null,
  status: 'operational',
  kind: 'area',
  area: null,
  since: null,
  days: Array.from({ length: 90 }, (_, day) =>
    day < 5 ? null : { owed: 86_400_000, lost: day === 60 ? 1_641_600 : 0 },
  ),
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-11-22T09:00:00.000Z',
  ...given,
})

/** A made picture with one of everything, for tests and for looking at pages. */
export const sample: Picture = {
  page: {
    id: 'pulih-sample',
    name: 'Sieć Przykładowa',
    url: 'https://status.example.net',
    timeZone: 'Europe/Warsaw',
    languages: ['en', 'id', 'pl'],
    contact: { url: 'https://example.net/help', phone: '+48 22 000 00 00', mail: 'help@example.net' },
    logo: null,
    accent: '#0b6e4f',
    promise: '0.995',
  },
  asOf: '2026-11-22T09:05:00.000Z',
  revision: 42,
  components: [
    component('area-warszawa', 'Warszawa', { status: 'partial_outage', area: '14.65' }),
    component('area-wola', 'Wola', { group: 'area-warszawa', status: 'major_outage', area: '14.65.WOLA' }),
    component('area-praga', 'Praga', { group: 'area-warszawa', area: '14.65.PRAGA' }),
    component('service-internet', 'Internet', { kind: 'service', status: 'partial_outage' }),
    component('service-voice', 'Voice', { kind: 'service' }),
  ],
  open: [outage],
  planned: [
    {
      ...outage,
      id: '0199a000-0000-7000-8000-000000000002',
      number: 'OUT-000124',
      planned: true,
      title: 'New software for switches in Praga',
      status: 'scheduled',
      impact: 'minor',
      cause: 'Maintenance',
      startedAt: '2026-11-25T23:00:00.000Z',
      until: '2026-11-26T03:00:00.000Z',
      etr: null,
      nextUpdateBy: null,
      services: 5200,
      servicesBack: null,
      areas: [{ key: '14.65.PRAGA', name: 'Warszawa, Praga', geometry: null }],
      components: ['area-praga'],
      updates: [
        {
          id: 'p1',
          at: '2026-11-20T10:00:00.000Z',
          status: 'scheduled',
          text: { en: 'Up to ten minutes without service.' },
        },
      ],
      compensation: null,
    },
  ],
  past: [
    {
      ...outage,
      id: '0199a000-0000-7000-8000-000000000003',
      number: 'OUT-000120',
      title: 'Power failure in Ochota',
      status: 'resolved',
      startedAt: '2026-11-02T17:00:00.000Z',
      restoredAt: '2026-11-02T19:40:00.000Z',
      etr: null,
      nextUpdateBy: null,
      servicesBack: 1240,
      compensation: 'granted',
      payment: { forms: ['bill'], claim: 'none', claimUntil: null },
    },
  ],
  alerts: [
    {
      outage: 'OUT-000123',
      title: 'Fibre cut near Wola',
      messages: [
        {
          kind: 'Alert',
          sender: 'status.example.net',
          identifier: 'pulih-sample-OUT-000123-1-20261122T081400Z',
          sent: '2026-11-22T09:14:00+01:00',
          sentAt: '2026-11-22T08:14:00.000Z',
        },
        {
          kind: 'Update',
          sender: 'status.example.net',
          identifier: 'pulih-sample-OUT-000123-2-20261122T090000Z',
          sent: '2026-11-22T10:00:00+01:00',
          sentAt: '2026-11-22T09:00:00.000Z',
        },
      ],
    },
  ],
}
