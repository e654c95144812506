/** A whole Pulih in a process of its own, so that its work is not ours and so that it can be killed. Tells its parent where it listens. */
import { createDemonstrationStaff, readConfig, start } from '@pulih/server'

const running = await start(readConfig())
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.on('disconnect', () => process.exit(1))
process.send?.({ url: running.url, people: await createDemonstrationStaff(running.platform) })
