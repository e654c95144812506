import type { moneyProblems as english } from '../en/money-problems.ts'
import type { Translated } from '../words.ts'

export const moneyProblems: Translated<typeof english> = {
  'problem.compensation.run-not-found': 'Nie ma takiego przebiegu.',
  'problem.compensation.not-assessed':
    'Usługa {service} nie została oceniona w tym przebiegu: żadna awaria nie dotknęła jej z dowodem wystarczającym do wypłaty.',
  'problem.compensation.service-not-found': 'Nie ma usługi {service}.',
  'problem.compensation.exclusion-not-found': 'Już się na nią nie powołano.',
  'problem.compensation.bad-scope': 'Proszę wybrać miesiąc albo awarię.',
  'problem.compensation.no-schemes':
    'Dla {jurisdiction} nie obowiązuje żadna zasada. Może to zmienić osoba zarządzająca ustawieniami.',
  'problem.compensation.bad-operator': 'Ustawienia operatora są sprzeczne: {reason}',
  'problem.compensation.wrong-status':
    'Ktoś był szybszy: przebieg jest już w innym stanie. Proszę obejrzeć go ponownie.',
  'problem.compensation.partly-posted':
    'Przebieg {run} zaksięgował już {posted} kwot, które zachowują swoją ocenę. Proszę anulować resztę i rozpocząć nowy przebieg; obejmie on tylko różnicę.',
  'problem.compensation.same-person':
    'Kto rozpoczął, ocenił lub sprawdził przebieg powyżej {limit}, nie może go zatwierdzić. Musi to zrobić druga osoba.',
  'problem.compensation.over-budget':
    'Przebieg przyznaje {due}, jego budżet to {budget}. Proszę podnieść budżet i ocenić ponownie albo rozpocząć przebieg z wyższym budżetem.',
  'problem.compensation.unfair':
    'Liczba grup równych przypadków z różnymi kwotami: {breaches}; pokazuje je podsumowanie.',
  'problem.compensation.facts-changed':
    'Od czasu oceny zmieniły się awarie, dotknięte usługi, ceny lub wyłączenia. Proszę ocenić przebieg ponownie i uzyskać nowe zatwierdzenie; jeśli część zaksięgowano, anulować resztę i rozpocząć nowy.',
  'problem.compensation.not-external': 'Za tę przyczynę odpowiada operator.',
  'problem.compensation.already-excluded': 'Już powołano się tu na przyczynę zewnętrzną; najpierw trzeba to wycofać.',
  'problem.compensation.bad-policy': 'W tej postaci nie można stosować polityki.',
  'problem.compensation.busy': 'Trwa inna symulacja. Proszę spróbować za chwilę.',
  'problem.payouts.not-found': 'Nie ma takiej wypłaty.',
  'problem.payouts.channel-not-found': 'Nie ma kanału {channel}.',
  'problem.payouts.channel-unusable': 'Kanał nie może tak działać: {reason}',
  'problem.payouts.unit-not-carried': '{channel} obsługuje {units}, nie {unit}.',
  'problem.payouts.stopped': '{channel} zatrzymano: {reason}. Najpierw trzeba go wznowić.',
  'problem.payouts.not-a-file-channel': '{channel} wysyła każdą wypłatę osobno.',
  'problem.payouts.nothing-to-send': 'Nic nie czeka na {channel}.',
  'problem.payouts.taken-back':
    'Nic, co czeka na ten plik, nie ma już pokrycia; wypłata {payout}: {reason}. Proszę ją wycofać albo ponownie przyznać kwotę.',
  'problem.payouts.nothing-to-resolve': 'Ktoś był szybszy albo wystawca odpowiedział: nie ma już o czym decydować.',
  'problem.payouts.batch-not-found': 'Nie ma takiego pliku.',
  'problem.payouts.answer-unreadable': 'Nie da się odczytać odpowiedzi; niczego nie przejęto. {mistakes}',
  'problem.payouts.answer-incomplete':
    'Plik zawiera {found} błędnych rekordów, dziennik podaje {failed}. Niczego nie przejęto.',
  'problem.payouts.bills-unreadable': 'Nie da się odczytać rachunków; niczego nie przejęto. {mistakes}',
  'problem.payouts.line-changed':
    'Wiersz {line} zapisano wcześniej z innymi liczbami. Zmieniony rachunek ma nowy wiersz.',
  'problem.ledger.not-found': 'Nie ma zapisu {transfer}.',
  'problem.ledger.service-unknown': 'Nie ma usługi {service}.',
  'problem.ledger.duplicate': 'To już przyznano usłudze {service} zapisem {transfer}.',
  'problem.ledger.already-reversed': 'Zapis {transfer} wystornowano zapisem {reversedBy}.',
  'problem.ledger.not-reversible': 'Wystornować można tylko uznania, korekty i gesty dobrej woli.',
  'problem.ledger.corrected-since':
    'Później ją skorygowano: bez zapisu {transfer} zostałoby mniej niż zero. Najpierw trzeba wystornować późniejsze korekty.',
  'problem.ledger.benefit-used':
    'Świadczenie wykorzystano, jest w drodze lub wygasło: {service} ma jeszcze {balance} {unit}.',
  'problem.ledger.bad-amount': '{amount} nie jest kwotą większą od zera w {unit}.',
  'problem.ledger.wrong-currency': '{service} rozlicza się w {currency}, nie w {unit}.',
  'problem.ledger.goodwill-limit':
    'Ręcznie można przyznać usłudze {limit} {unit} w ciągu trzydziestu dni, a {service} ma już {given}. Większa kwota wymaga zatwierdzonego przebiegu.',
  'problem.ledger.deadline-passed': '{date} już minął: wygasłoby od razu. Proszę podać późniejszy dzień.',
}
