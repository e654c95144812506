import type { portal as english } from '../en/portal.ts'
import type { SameKeys } from '../same-keys.ts'

export const portal: SameKeys<typeof english> = {
  'portal.code-message':
    '{code} to Państwa kod do zalogowania się jako klient {customer}. Jest ważny przez {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}. Nikt od nas nigdy o niego nie zapyta.',
  'portal.code-subject': 'Państwa kod',

  'portal.what.credit': 'Uznanie',
  'portal.what.correction': 'Korekta uznania',
  'portal.what.goodwill': 'Gest dobrej woli',
  'portal.what.reversal': 'Uznanie wycofane',

  'portal.goodwill.complaint': 'Z powodu słusznej skargi',
  'portal.goodwill.repeated-faults': 'Z powodu powtarzających się awarii',
  'portal.goodwill.late-repair': 'Z powodu zbyt długiej naprawy',
  'portal.goodwill.missed-appointment': 'Z powodu wizyty technika, która się nie odbyła',
  'portal.goodwill.loyalty': 'W podziękowaniu za cierpliwość',

  'portal.granted-unasked': 'Nie trzeba o nic wnioskować: zostało przyznane.',

  'portal.document': 'Państwa uznanie i jego uzasadnienie',
  'portal.document.amount': 'Kwota',
  'portal.document.number': 'Numer uznania',
  'portal.document.customer': 'Klient',
  'portal.document.service': 'Usługa',
  'portal.document.period': 'Okres rozliczeniowy od',
  'portal.document.granted': 'Przyznano dnia',
  'portal.document.rule': 'Na podstawie',
  'portal.document.legal': 'Rodzaj podstawy',
  'portal.document.reason': 'Powód',
  'portal.document.articles': 'Gdzie jest to zapisane',
  'portal.document.wrong': 'Jeśli uważają Państwo, że to błąd',
  'portal.document.wrong-how':
    'Proszę zalogować się do portalu, otworzyć to uznanie i napisać, co się nie zgadza. Przeczyta to człowiek i tam odpowie. Pytanie niczym nie grozi: na czas sprawdzania przyznana kwota pozostaje Państwa.',
  'portal.document.anew':
    'Na potrzeby tego dokumentu kwotę obliczono na nowo z zapisanych faktów, z tym samym wynikiem.',
  'portal.document.differs':
    'Obliczona na nowo z zapisanych faktów kwota jest inna. Prosimy o wiadomość, aby ktoś to sprawdził.',
  'portal.document.made': 'Sporządzono dnia {date}',
  'portal.document.page': 'Strona {page} z {pages}',
}
