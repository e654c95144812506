import { sql } from 'kysely'
import { test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { appendFileSync, writeFileSync } from 'node:fs'
const h = await harness()
const say = (text: string) => appendFileSync('/tmp/pages/bench.txt', `${text}\n`)
test('bench', async () => {
  writeFileSync('/tmp/pages/bench.txt', '')
  const run = async (name: string, text: string) => { const t = Date.now(); await sql.raw(text).execute(h.db); say(`${name} ${Date.now() - t} ms`) }
  await run('drop', 'drop index subscribers.customer_name_typed; drop index subscribers.contact_address_typed; drop index subscribers.contact_typed; drop index subscribers.customer_name_begins')
  await run('customers', `insert into subscribers.customer (key, kind, name, created_at, updated_at)
    select 'C' || lpad(n::text, 7, '0'), 'consumer',
      (array['Anna','Jan','Łukasz','Katarzyna','Małgorzata','Piotr','Zofia','Dewi','Budi','Siti','Agus','Tomasz','Grzegorz','Ewa','Maria','Krzysztof'])[1 + (hashint4(n) & 15)] || ' ' ||
      (array['Kowal','Nowak','Wiśniew','Zieliń','Wójcik','Kamiń','Lewandow','Szymań','Woźniak','Dąbrow','Kozłow','Mazur','Santoso','Wijaya','Pratama','Kusuma'])[1 + ((hashint4(n + 7) >> 4) & 15)] ||
      (array['ski','ska','czyk','','owski','wati','no','ewicz'])[1 + ((hashint4(n + 13) >> 5) & 7)] || ' ' || substr(md5(n::text), 1, 5),
      now(), now() from generate_series(1, 1000000) n`)
  await run('contacts', `insert into subscribers.contact (customer_id, channel, address, updated_at)
    select id, case when id % 2 = 0 then 'phone' else 'letter' end, case when id % 2 = 0 then '+48 ' || (500000000 + (id * 397) % 400000000)::text else 'ul. ' || (array['Polna','Leśna','Słoneczna','Krótka','Szkolna','Ogrodowa'])[1 + (id % 6)::int] || ' ' || (id % 300) || '/' || (id % 40) || ', ' || lpad((id % 100)::text, 2, '0') || '-' || lpad((id % 1000)::text, 3, '0') || ' ' || (array['Warszawa','Kraków','Łódź','Gdańsk','Poznań'])[1 + (id % 5)::int] end, now() from subscribers.customer`)
  await run('services', `insert into subscribers.service (key, customer_id, kind, area, login, currency, updated_at)
    select 'S' || lpad(id::text, 7, '0'), id, 'internet', '14.65', 'u' || id || '@isp', 'PLN', now() from subscribers.customer`)
  await run('gin name', 'create index customer_name_typed on subscribers.customer using gin (subscribers.as_typed(name) gin_trgm_ops) where name is not null')
  await run('begins', 'create index customer_name_begins on subscribers.customer (subscribers.as_typed(name) text_pattern_ops) where name is not null')
  await run('gin address', `create index contact_address_typed on subscribers.contact using gin (subscribers.address_as_typed(channel, address) gin_trgm_ops) where channel in ('email', 'letter', 'sms', 'phone')`)
  await run('analyze', 'analyze subscribers.customer; analyze subscribers.contact; analyze subscribers.service')
  const random = (most: number) => Math.floor(Math.random() * most)
  const digits = () => String(500000000 + ((random(5e5) * 2) * 397) % 400000000)
  const kinds: Record<string, () => string> = {
    key: () => `C${String(random(1e6)).padStart(7, '0').slice(0, 3 + random(5))}`,
    service: () => `s${String(random(1e6)).padStart(7, '0')}`,
    login: () => `u${random(1e6)}@isp`,
    common: () => ['kowalski', 'anna', 'nowak', 'lukasz', 'ski', 'katarzyna wojcik', 'an', 'malgorzata', 'ewicz'][random(9)] ?? '',
    name: () => `${['anna', 'jan', 'zofia', 'budi'][random(4)]} ${['kowal', 'nowak', 'mazur', 'santoso'][random(4)]}`,
    rare: () => Math.random().toString(16).slice(2, 7),
    phone: () => digits(),
    partPhone: () => digits().slice(2, 8),
    street: () => `${['polna', 'lesna', 'sloneczna', 'krotka'][random(4)]} ${random(300)} ${['warszawa', 'krakow', 'lodz'][random(3)]}`,
    city: () => ['warszawa', 'krakow', 'lodz', 'polna'][random(4)] ?? '',
    nothing: () => ['kowalski santoso', 'qqqq', 'zzz nobody'][random(3)] ?? '',
  }
  const all: number[] = []
  const ask = h.as('care')
  for (const [name, text] of Object.entries(kinds)) {
    const times: number[] = []
    let worst = ''
    for (let n = 0; n < 40; n++) {
      const what = text()
      const from = performance.now()
      const { status } = await ask.get(`/customer-search?text=${encodeURIComponent(what)}`)
      if (status !== 200) throw new Error(String(status))
      times.push(performance.now() - from)
      if (times.at(-1) === Math.max(...times)) worst = what
    }
    all.push(...times)
    times.sort((a, b) => a - b)
    say(`${name}: p50 ${times[20]?.toFixed(1)} p95 ${times[37]?.toFixed(1)} max ${times[39]?.toFixed(1)} (${worst})`)
  }
  all.sort((a, b) => a - b)
  say(`all: p50 ${all[Math.floor(all.length * 0.5)]?.toFixed(1)} p99 ${all[Math.floor(all.length * 0.99)]?.toFixed(1)} max ${all.at(-1)?.toFixed(1)} n ${all.length}`)
}, 600_000)
