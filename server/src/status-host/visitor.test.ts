import { describe, expect, test } from 'vitest'
import { networksIn, trustedProxies, visitorOf } from '../platform/trusted-proxies.ts'
import { networksOf } from './visitor.ts'

describe('where a visitor comes from', () => {
  const trusted = trustedProxies(networksIn('10.0.0.0/8, 203.0.113.0/24 2001:db8:cd::/48'))
  test.each([
    ['nobody says anything', '198.51.100.7', undefined, '198.51.100.7'],
    ['a stranger names another', '198.51.100.7', '192.0.2.1', '198.51.100.7'],
    ['this machine names him', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['this machine by version 6', '::1', '192.0.2.1', '192.0.2.1'],
    ['this machine as version 4 in 6', '::ffff:127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['he wrote the beginning himself', '127.0.0.1', '1.2.3.4, 5.6.7.8, 192.0.2.1', '192.0.2.1'],
    ['a network of caches and a proxy of ours', '10.1.2.3', '1.2.3.4, 192.0.2.1, 203.0.113.9', '192.0.2.1'],
    ['the same by version 6', '::1', 'evil, 2001:db8:1::5, 2001:db8:cd::1', '2001:db8:1::5'],
    ['all are proxies', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['what stands there is no address', '10.1.2.3', '192.0.2.1, unknown', '10.1.2.3'],
    ['a proxy names a port', '10.1.2.3', '192.0.2.1:4711', '192.0.2.1'],
    ['a proxy names a port of version 6', '10.1.2.3', '[2001:db8:1::5]:4711', '2001:db8:1::5'],
    ['a proxy that is not trusted stands between', '10.1.2.3', '192.0.2.1, 198.51.100.9', '198.51.100.9'],
    ['nothing stands there', '10.1.2.3', '', '10.1.2.3'],
  ])('is known where %s', (_, remote, forwarded, visitor) => {
    expect(visitorOf(remote, forwarded, trusted)).toBe(visitor)
  })

  test.each(['10.0.0.0/33', 'nobody', '10.0.0.0/', '2001:db8::/129', '10.0.0'])('is not to be said by %s', network => {
    expect(() => trustedProxies([network])).toThrow('is no network')
  })
})

test('an address of version 6 is counted with its neighbours, near and far', () => {
  expect(networksOf('192.0.2.1')).toEqual(['192.0.2.1'])
  expect(networksOf('2001:db8:1:2:3::4')).toEqual(['2001:db8:1:2/64', '2001:db8:1/48'])
  expect(networksOf('2001:0DB8:1::4')).toEqual(['2001:db8:1:0/64', '2001:db8:1/48'])
})
