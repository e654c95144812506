import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder, freePorts, removed, started } from './daemon.ts'

export interface Postfix {
  readonly smtp: number
  /** Tries everything that waits again, now. */
  flush(): void
  stop(): Promise<void>
}

/**
 * A Postfix of its own. What it has for `telnet.test` it hands over to `ours`, what it has for `people.test` to `theirs`, both by LMTP; it
 * takes mail for everybody there, and finds out afterwards that it does not know `nobody`.
 */
export async function aPostfix({ ours, theirs }: { readonly ours: number; readonly theirs: number }): Promise<Postfix> {
  const folder = aFolder('postfix')
  chmodSync(folder, 0o755)
  const [smtp = 0] = await freePorts(1)
  const configured = join(folder, 'etc')
  for (const name of ['etc', 'spool', 'data']) mkdirSync(join(folder, name))
  spawnSync('chown', ['postfix', join(folder, 'data')])
  writeFileSync(join(configured, 'main.cf'), mainOf(folder, ours, theirs))
  writeFileSync(join(configured, 'master.cf'), masterOf(smtp))
  const daemon = await started('postfix', ['-c', configured, 'start-fg'], [smtp])
  return {
    smtp,
    flush: () => void spawnSync('postfix', ['-c', configured, 'flush']),
    async stop() {
      // Its master has a session of its own, and hears of no signal that its starter gets.
      spawnSync('postfix', ['-c', configured, 'stop'])
      await daemon.stop()
      removed(folder)
    },
  }
}

function mainOf(folder: string, ours: number, theirs: number): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = ${folder}/data/log
maillog_file_prefixes = ${folder}
myhostname = mx.people.test
mydestination =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
alias_maps =
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = telnet.test, people.test
virtual_mailbox_maps = inline:{ { news@telnet.test = ok }, { bounces@telnet.test = ok }, { anna@people.test = ok } }
transport_maps = inline:{ { telnet.test = lmtp:inet:127.0.0.1:${ours} }, { people.test = lmtp:inet:127.0.0.1:${theirs} }, { nobody@people.test = error:5.1.1 nobody is called so } }
minimal_backoff_time = 1s
queue_run_delay = 1s
`
}

function masterOf(smtp: number): string {
  return `
127.0.0.1:${smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
}
