import type { PortalService } from '@pulih/contracts'
import { useSpeech } from '../context.ts'
import { Icon } from './icon.tsx'

/** One service: what it is, whether it works, what it costs, what may be expected of it. */
export function ServiceCard({ service }: { readonly service: PortalService }) {
  const { say, format } = useSpeech()
  return (
    <article class="card service">
      <header>
        <Icon name={service.kind} />
        <div>
          <h3>{say(`kind.${service.kind}`)}</h3>
          <p class="soft number">{service.service}</p>
        </div>
        <span class={`badge ${service.now}`}>
          <Icon name={service.now === 'works' ? 'check' : service.now === 'ended' ? 'cross' : 'warn'} />
          {say(`service.${service.now}`)}
        </span>
      </header>
      <dl class="facts">
        {service.plan !== null && <Fact label={say('service.plan')} text={service.plan} />}
        {service.monthlyFee !== null && (
          <Fact label={say('service.fee')} text={format.amount(service.monthlyFee, service.currency)} />
        )}
        {service.since !== null && <Fact label={say('service.since')} text={format.date(service.since)} />}
        {service.until !== null && <Fact label={say('service.until')} text={format.date(service.until)} />}
        <Fact label={say('service.support')} text={say(`service.support-${service.support}`)} />
      </dl>
      {service.limits.length > 0 && (
        <details>
          <summary>{say('service.limits')}</summary>
          <ul class="limits">
            {service.limits.map(limit => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}

export function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  )
}
