import { mkdtempSync } from 'node:fs'
import { startEmbedded } from '/work/telling/server/src/platform/index.ts'
import { openTellingHouse } from '/work/telling/server/test/faults/telling-house.ts'
import { bringPeople } from '/work/telling/server/test/faults/telling-people.ts'
console.log('a')
const server = await startEmbedded({ folder: mkdtempSync('/tmp/tfdbg-'), throwAway: true })
console.log('server')
try {
const house = await openTellingHouse(server.url)
console.log('house')
await bringPeople(house)
console.log('people')
await house.close()
} catch (e) { console.log(e) } finally { await server.stop() }
