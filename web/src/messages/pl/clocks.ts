import type { clocks as english } from '../en/clocks.ts'
import type { Translated } from '../words.ts'

export const clocks: Translated<typeof english> = {
  'clocks.title': 'Co trzeba powiedzieć',
  'clocks.hint': 'według prawa i własnych obietnic',
  'clocks.none': 'Na razie nic nie trzeba mówić',
  'clocks.noneDetail': 'Ani prawo, ani żadna własna obietnica nie wymaga teraz informacji o awariach.',
  'clocks.noneHere': 'Ani prawo, ani żadna własna obietnica nie wymaga informacji o tej awarii.',
  'clocks.late': '{count, plural, one {# po terminie} few {# po terminie} many {# po terminie} other {# po terminie}}',
  'clocks.more':
    '{count, plural, one {i jeszcze # na stronie awarii} few {i jeszcze # na stronach awarii} many {i jeszcze # na stronach awarii} other {i jeszcze # na stronach awarii}}',
  'clocks.done': 'Powiedziane lub już niepotrzebne: {count}',
  'clocks.tell.first': 'Pierwsza informacja',
  'clocks.tell.update': 'Kolejna informacja',
  'clocks.tell.restored': 'Informacja o usunięciu awarii',
  'clocks.tell.compensation': 'Informacja o rekompensacie',
  'clocks.state.open': 'w toku',
  'clocks.state.met': 'w terminie',
  'clocks.state.late': 'po terminie',
  'clocks.state.over': 'już niepotrzebne',
  'clocks.left': 'pozostało {span}',
  'clocks.over': '{span} po terminie',
  'clocks.now': 'jak najszybciej',
  'clocks.dueAt': 'do {at}',
  'clocks.metAt': 'podano {at}',
  'clocks.byItself': 'wyśle się samo',
  'clocks.law': 'prawo: {jurisdiction}',
  'clocks.bar': 'Upłynęło czasu: {share}',
}
