import type { mistakes as english } from '../en/mistakes.ts'
import type { Translated } from '../words.ts'

export const mistakes: Translated<typeof english> = {
  'mistake.whole': 'Całość',
  'mistake.missing': 'Brakuje tej wartości.',
  'mistake.missing-column': 'Nie ma kolumny „{column}”.',
  'mistake.unknown-field': 'Nie jest tu znane. Należy to pominąć.',
  'mistake.unknown-word': 'Możliwe są: {known}.',
  'mistake.not-a-text': 'Musi to być tekst.',
  'mistake.not-a-whole-number': 'Musi to być liczba całkowita.',
  'mistake.not-a-number': 'Musi to być liczba.',
  'mistake.not-a-flag': 'Musi to być true albo false.',
  'mistake.not-a-list': 'Musi to być lista.',
  'mistake.not-an-object': 'Musi to być obiekt z polami.',
  'mistake.not-null': 'Musi być puste (null).',
  'mistake.empty': 'Nie może być puste.',
  'mistake.too-short':
    '{limit, plural, one {Co najmniej # znak.} few {Co najmniej # znaki.} many {Co najmniej # znaków.} other {Co najmniej # znaku.}}',
  'mistake.too-long':
    '{limit, plural, one {Najwyżej # znak.} few {Najwyżej # znaki.} many {Najwyżej # znaków.} other {Najwyżej # znaku.}}',
  'mistake.empty-list': 'Potrzebny jest co najmniej jeden wpis.',
  'mistake.too-few-entries':
    '{limit, plural, one {Co najmniej # wpis.} few {Co najmniej # wpisy.} many {Co najmniej # wpisów.} other {Co najmniej # wpisu.}}',
  'mistake.too-many-entries':
    '{limit, plural, one {Najwyżej # wpis.} few {Najwyżej # wpisy.} many {Najwyżej # wpisów.} other {Najwyżej # wpisu.}}',
  'mistake.named-twice': 'To samo podano dwa razy.',
  'mistake.too-small': 'Co najmniej {limit, number}.',
  'mistake.too-large': 'Najwyżej {limit, number}.',
  'mistake.too-deep':
    '{limit, plural, one {Zagnieżdżono głębiej niż na # poziom.} few {Zagnieżdżono głębiej niż na # poziomy.} many {Zagnieżdżono głębiej niż na # poziomów.} other {Zagnieżdżono głębiej niż na # poziomu.}}',
  'mistake.not-a-uuid': 'Musi to być UUID, na przykład {example}.',
  'mistake.not-a-day': 'Musi to być istniejący dzień, na przykład {example}.',
  'mistake.not-an-instant': 'Musi to być data i godzina z przesunięciem względem UTC, na przykład {example}.',
  'mistake.not-a-whole-address': 'Musi to być pełny adres, na przykład {example}.',
  'mistake.not-an-address': 'Musi to być adres internetowy, na przykład {example}.',
  'mistake.not-an-amount':
    'Musi to być kwota mająca najwyżej {digits, plural, one {# cyfrę} few {# cyfry} many {# cyfr} other {# cyfry}} przed kropką i cztery po niej, na przykład {example}.',
  'mistake.not-an-unsigned-amount':
    'Musi to być nieujemna kwota mająca najwyżej {digits, plural, one {# cyfrę} few {# cyfry} many {# cyfr} other {# cyfry}} przed kropką i cztery po niej, na przykład {example}.',
  'mistake.not-an-amount-of': 'To nie jest kwota w {currency}.',
  'mistake.not-a-currency': 'Muszą to być trzy litery waluty, na przykład {example}.',
  'mistake.not-this-currency': 'Musi to być {currency}.',
  'mistake.not-a-unit': 'Musi to być waluta albo jednostka świadczenia, na przykład PLN albo {example}.',
  'mistake.not-a-share': 'Musi to być udział od 0 do 1, na przykład {example}.',
  'mistake.not-a-month': 'Musi to być miesiąc od 2000-01 do 2100-12, na przykład {example}.',
  'mistake.not-a-line': 'Musi to być jeden wiersz, w którym da się coś przeczytać.',
  'mistake.control-characters': 'Nie może zawierać znaków sterujących.',
  'mistake.not-digits': 'Musi to być liczba całkowita, na przykład {example}.',
  'mistake.not-digits-above-zero': 'Musi to być liczba całkowita od 1, na przykład {example}.',
  'mistake.not-six-digits': 'Musi to być sześć cyfr, na przykład {example}.',
  'mistake.not-a-digest': 'Musi to być skrót SHA-256: 64 znaki od 0 do 9 i od a do f.',
  'mistake.not-a-name': 'Możliwe są małe litery, cyfry i łączniki, na przykład {example}.',
  'mistake.not-a-reference':
    'Możliwe są litery i cyfry, a między nimi kropki, ukośniki i łączniki, na przykład {example}.',
  'mistake.not-a-login': 'Możliwe są litery, cyfry i . _ @ + -, z literą lub cyfrą na początku, na przykład {example}.',
  'mistake.not-like': 'Musi wyglądać tak jak {example}.',
  'mistake.not-possible': 'Taka postać nie jest tu możliwa.',
  'mistake.lasts-too-long':
    'Razem trwają dłużej niż {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}.',
  'mistake.half-an-anchor': 'Należy podać stronę razem z jej skrótem.',
}
