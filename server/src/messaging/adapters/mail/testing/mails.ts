/** Mails as they come, with the ends of lines that mail has. */
export function aMail(head: Readonly<Record<string, string>>, body: string): Buffer {
  const given = {
    From: 'Anna <anna@example.com>',
    To: 'news@telnet.example',
    'Message-ID': '<m1@example.com>',
    ...head,
  }
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([...lines, '', ...body.split('\n')].join('\r\n'))
}

export interface BounceOf {
  readonly action?: string
  readonly status?: string
  readonly to?: string
  readonly messageId?: string
}

/** A bounce as RFC 3464 has it. */
export function aBounce({
  action = 'failed',
  status = '5.1.1',
  to = 'news@telnet.example',
  messageId = '<pulih-7@telnet.example>',
}: BounceOf = {}): Buffer {
  return aMail(
    {
      From: 'MAILER-DAEMON@mx.example.com',
      To: to,
      Subject: 'Undelivered Mail',
      'Auto-Submitted': 'auto-replied',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"',
    },
    `--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; anna@example.com
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 no such
 person
--b
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
To: anna@example.com
Subject: Your service does not work
--b--
`,
  )
}

/** A complaint as RFC 5965 has it. */
export function aComplaint(messageId: string, type = 'abuse', to = 'news@telnet.example'): Buffer {
  return aMail(
    {
      To: to,
      From: 'feedback@provider.example',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b',
    },
    `--b
Content-Type: text/plain

Somebody complained.
--b
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: Provider/1
Version: 1
--b
Content-Type: message/rfc822

Message-ID: ${messageId}
To: <anna@example.com>
Subject: Your service does not work

words
--b--
`,
  )
}
