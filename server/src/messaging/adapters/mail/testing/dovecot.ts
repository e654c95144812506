import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder, freePorts, removed, started, type Daemon } from './daemon.ts'

export interface Dovecot {
  readonly imap: number
  readonly lmtp: number
  readonly password: string
  /** It dies and comes back with the mail that it had. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A Dovecot of its own, in which whoever gets mail has a mailbox. */
export async function aDovecot(): Promise<Dovecot> {
  const folder = aFolder('dovecot')
  const [imap = 0, lmtp = 0] = await freePorts(2)
  const password = 'a-password'
  mkdirSync(join(folder, 'mail'))
  // Mailboxes belong to nobody in particular.
  chmodSync(join(folder, 'mail'), 0o777)
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, imap, lmtp, password))
  const start = (): Promise<Daemon> => started('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], [imap, lmtp])
  let daemon = await start()
  return {
    imap,
    lmtp,
    password,
    async restart() {
      await daemon.stop()
      daemon = await start()
    },
    async stop() {
      await daemon.stop()
      removed(folder)
    },
  }
}

function configuration(folder: string, imap: number, lmtp: number, password: string): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_username_format = %Ln
recipient_delimiter = +
mail_location = maildir:${folder}/mail/%Ln
mail_privileged_group =
first_valid_uid = 1
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%Ln allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  user = root
  inet_listener lmtp {
    port = ${lmtp}
  }
}
`
}
