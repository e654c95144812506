import type { problems as english } from '../en/problems.ts'
import type { Translated } from '../words.ts'

export const problems: Translated<typeof english> = {
  'problem.console.unreachable':
    'Pulih tidak menjawab. Periksa koneksi Anda lalu coba lagi; tidak ada yang dilakukan dua kali.',
  'problem.console.unknown': 'Permintaan ditolak dengan alasan yang belum dikenal konsol ini: {code}.',
  'problem.request.invalid': 'Sebagian isian tidak dapat dipakai.',
  'problem.request.not-json': 'Permintaan rusak di perjalanan. Coba lagi.',
  'problem.request.bad-cursor': 'Daftar telah berubah. Muat ulang.',
  'problem.request.too-large': 'Terlalu besar: paling banyak {limit, number} bita.',
  'problem.request.wrong-media': 'Jenis berkas ini tidak diterima di sini. Yang dapat dipakai: {accepts}.',
  'problem.request.not-found': 'Tidak ada apa pun di alamat ini.',
  'problem.request.too-many': 'Terlalu banyak permintaan sekaligus. Tunggu {seconds, plural, other {# detik}}.',
  'problem.request.conflict': 'Seseorang mengubahnya pada saat yang sama. Muat ulang lalu coba lagi.',
  'problem.request.not-valid-here':
    '{why, select, out_of_range {Sebuah angka berada di luar batas.} no_such_date {Sebuah tanggal tidak ada.} no_such_time {Sebuah waktu tidak ada.} no_text {Sebuah teks memuat bita yang bukan teks.} other_form {Sebuah teks tidak ditulis dalam bentuk yang diperlukan.} bad_character {Sebuah teks memuat karakter yang tidak dapat disimpan.} against_a_rule {Nilai-nilainya saling bertentangan.} refers_to_nothing {Ada yang disebut tetapi tidak ada, atau sudah tidak ada.} other {Ada nilai yang tidak mungkin.}}',
  'problem.access.unauthenticated': 'Anda belum masuk.',
  'problem.access.forbidden': 'Ini memerlukan izin “{permission}”. Pengelola staf dapat memberikannya kepada Anda.',
  'problem.access.foreign-origin': 'Permintaan datang dari situs lain dan ditolak.',
  'problem.idempotency.other-body': 'Permintaan yang sama dikirim dengan isi berbeda. Coba lagi.',
  'problem.version.required': 'Muat ulang halaman lalu coba lagi.',
  'problem.version.outdated':
    'Seseorang mengubahnya saat Anda melihatnya. Yang tampil sekarang adalah yang terbaru; periksa lalu coba lagi.',
  'problem.service.unavailable': 'Sedang tidak tersedia. Coba lagi sebentar lagi.',
  'problem.service.failed':
    'Terjadi kesalahan di pihak kami. Tim dukungan dapat menemukannya di log dengan nomor {request}.',
  'problem.identity.not-signed-in': 'Nama masuk dan kata sandi tidak cocok, atau akun dinonaktifkan.',
  'problem.identity.code-refused': 'Kode salah, sudah dipakai, atau terlambat. Gunakan kode berikutnya.',
  'problem.identity.too-many-attempts':
    'Terlalu banyak percobaan. Tunggu {seconds, plural, other {# detik}}; setiap kegagalan berikutnya menambah waktu tunggu.',
  'problem.identity.password-weak':
    'Kata sandi tidak dapat dipakai. Diperlukan {least} sampai {most} karakter, berbeda dari nama masuk, nama, dan kata sandi sebelumnya, serta tidak semuanya sama.',
  'problem.identity.password-wrong': 'Kata sandi sekarang salah.',
  'problem.identity.password-none': 'Anda masuk dengan akun perusahaan, yang mengurus kata sandi sendiri.',
  'problem.identity.staff-only': 'Ini memerlukan orang yang telah masuk.',
  'problem.identity.provider-none': 'Masuk dengan akun perusahaan belum disiapkan di sini.',
  'problem.identity.provider-away':
    'Layanan masuk perusahaan tidak menjawab. Coba lagi sebentar lagi, atau gunakan kata sandi.',
  'problem.identity.provider-refused':
    'Masuk dengan akun perusahaan ditolak. Mulai lagi, dalam satu peramban dan tanpa menunggu lama.',
  'problem.identity.provider-no-role':
    'Akun perusahaan Anda dikenal, tetapi tidak memberi peran di sini. Tanyakan kepada pengelola staf.',
  'problem.identity.already-linked': 'Akun perusahaan itu milik anggota staf lain.',
  'problem.outages.not-found': 'Tidak ada gangguan {outage}.',
  'problem.outages.no-scope': 'Sebutkan paling sedikit satu elemen, wilayah, atau layanan.',
  'problem.outages.unknown-element': 'Jaringan tidak memiliki elemen {keys}.',
  'problem.outages.unknown-service': 'Tidak ada layanan {keys}.',
  'problem.outages.bad-polygon': 'Garis poligon harus berakhir di tempat ia mulai.',
  'problem.outages.in-future':
    '{field, select, startedAt {Waktu mulai} noticedAt {Waktu diketahui} knownAt {Waktu penyedia mengetahuinya} restoredAt {Waktu pemulihan} etr {Perkiraan pemulihan} nextUpdateBy {Waktu kabar berikutnya} other {Waktunya}} berada di masa depan. Hanya pekerjaan terjadwal yang mulai di masa depan.',
  'problem.outages.bad-share': 'Bagian yang tersedia hanya bermakna untuk layanan yang menurun.',
  'problem.outages.reference-taken': 'Gangguan {outage} sudah memakai referensi {reference}.',
  'problem.outages.not-suspected':
    '{outage} {status, select, retracted {telah ditarik kembali, jadi tidak ada yang perlu dikonfirmasi} closed {sudah ditutup, jadi tidak ada yang perlu dikonfirmasi} restored {sudah pulih, jadi telah dikonfirmasi} other {sudah dikonfirmasi}}.',
  'problem.outages.not-confirmed': '{outage} baru diduga. Konfirmasi atau tarik kembali terlebih dahulu.',
  'problem.outages.not-open':
    '{outage} {status, select, restored {sudah pulih. Jika itu keliru, koreksilah} closed {sudah ditutup. Jika ada yang keliru, koreksilah} retracted {telah ditarik kembali dan tetap demikian. Jika ternyata memang gangguan, laporkan yang baru} other {sudah berakhir}}.',
  'problem.outages.already-restored': '{outage} telah pulih pada {restoredAt}. Jika itu keliru, koreksilah.',
  'problem.outages.already-closed':
    '{outage} sudah ditutup dan tidak dibuka lagi. Koreksilah, atau laporkan yang baru.',
  'problem.outages.already-retracted':
    '{outage} telah ditarik kembali dan tetap demikian. Jika ternyata memang gangguan, laporkan yang baru.',
  'problem.outages.not-restored':
    '{status, select, closed {{outage} sudah ditutup, jadi sudah selesai} retracted {{outage} telah ditarik kembali. Jika ternyata memang gangguan, laporkan yang baru} suspected {{outage} baru diduga. Konfirmasi dan pulihkan dahulu} other {{outage} masih berlangsung. Pulihkan dahulu}}.',
  'problem.outages.open-tasks':
    '{outage} masih memiliki {tasks, plural, other {# tugas terbuka}}. Selesaikan atau batalkan dahulu.',
  'problem.outages.restored-before-start': 'Gangguan akan berakhir sebelum mulai, yaitu {startedAt}.',
  'problem.outages.restored-before-part': '{part} pulih pada {restoredAt}, lebih lambat daripada keseluruhan.',
  'problem.outages.not-a-part': '{reference} bukan bagian gangguan ini, atau sudah pulih.',
  'problem.outages.etr-before-start': 'Gangguan mulai {startedAt}; perkirakan waktu yang lebih lambat.',
  'problem.outages.ends-before-start': 'Akan berakhir sebelum mulai.',
  'problem.outages.nothing-changes': 'Semuanya sudah tercatat seperti itu.',
  'problem.outages.same': 'Gangguan tidak dapat digabungkan dengan dirinya sendiri.',
  'problem.outages.task-not-found': 'Tugas itu sudah tidak ada.',
  'problem.outages.too-many-tasks': 'Satu gangguan memiliki paling banyak {limit} tugas.',
  'problem.compensation.unfinished-outage': 'Gangguan {outage} belum berakhir, jadi lamanya belum diketahui.',
  'problem.idempotency.bad-key':
    'Kunci permintaan tidak dapat dipakai: diperlukan 1 sampai 200 karakter ASCII yang terlihat.',
  'problem.metrics.closed':
    'Metrik hanya dapat dibaca dengan tokennya sendiri. Pengelola server menetapkan PULIH_METRICS_TOKEN.',
  'problem.settings.not-found': 'Tidak ada pengaturan {name}.',
  'problem.identity.codes-on': 'Kode sudah diminta saat masuk. Matikan dahulu, lalu daftarkan perangkat lain.',
  'problem.identity.codes-not-enrolled':
    'Belum ada perangkat yang terdaftar. Daftarkan dahulu, lalu ketik kode darinya.',
  'problem.identity.staff-not-found': 'Anggota staf itu tidak ada.',
  'problem.identity.login-taken': 'Nama masuk ini sudah dipakai orang lain. Pilih yang lain.',
  'problem.identity.own-account':
    'Tidak seorang pun mengubah perannya sendiri, atau menonaktifkan dan mereset dirinya. Mintalah kepada rekan kerja.',
  'problem.identity.last-admin':
    'Ini admin terakhir. Jadikan orang lain admin dahulu; jika tidak, tidak ada yang dapat mengelola staf.',
  'problem.identity.roles-by-claim':
    'Peran ditentukan oleh akun perusahaan. Mintalah perubahan di sana; akan diambil saat masuk berikutnya.',
  'problem.identity.session-not-found': 'Sesi ini sudah berakhir.',
  'problem.identity.key-not-found': 'Tidak ada kunci API seperti itu yang dapat dicabut.',
  'problem.identity.key-scopes':
    'Sebuah kunci hanya dapat melakukan yang boleh Anda lakukan, dan tidak pernah menyetujui uang, mengelola orang, atau menghapus data mereka. Hilangkan: {scopes}.',
  'problem.identity.key-expiry':
    'Masa berlaku itu tidak mungkin. Pilih waktu dari sekarang sampai {days, plural, other {# hari}} ke depan.',
  'problem.identity.password-temporary': 'Kata sandi ini sementara: orang lain telah melihatnya. Ubah dahulu.',
  'problem.identity.link-not-found': 'Tautan ke akun perusahaan itu sudah tidak ada.',
  'problem.identity.only-way-in':
    'Tanpa kata sandi orang ini hanya dapat masuk dengan akun perusahaan. Nonaktifkan akunnya di sini sebagai gantinya.',
  'problem.identity.link-needed':
    'Orang ini dinonaktifkan, dan tautan ini menahan akun perusahaannya di luar. Tautan hilang bila orang itu diizinkan masuk lagi.',
  'problem.identity.audit-row-not-found': 'Jejak audit tidak memiliki baris {number} sebagai titik awal.',
  'problem.identity.person-not-found': 'Tidak ada data yang disimpan tentang {customer}.',
  'problem.webhooks.endpoint-not-found': 'Titik akhir itu sudah tidak ada.',
  'problem.webhooks.delivery-not-found':
    'Pengiriman itu sudah tidak ada; yang berhasil hanya disimpan beberapa minggu.',
  'problem.webhooks.unusable-address':
    '{why, select, no_address {Ini bukan alamat.} names_a_user {Jangan tulis nama pengguna dan kata sandi dalam alamat; pesan ditandatangani.} has_a_fragment {Hilangkan bagian setelah # dalam alamat; bagian itu tidak pernah dikirim.} not_https {Alamat harus dimulai dengan https://.} not_public {{host} bukan alamat di internet publik.} other {Alamat tidak dapat dihubungi.}}',
  'problem.webhooks.too-many-endpoints': 'Sudah ada {most, plural, other {# titik akhir}}. Hapus salah satu dahulu.',
  'problem.webhooks.too-many-secrets':
    'Masih ada {most, plural, other {# rahasia}} yang berlaku untuk titik akhir ini. Tunggu salah satunya berakhir, atau akhiri yang lama seketika.',
  'problem.webhooks.endpoint-disabled':
    'Titik akhir dinonaktifkan, jadi tidak ada yang dikirim ke sana. Aktifkan dahulu.',
  'problem.webhooks.under-way': 'Sedang dikirim saat ini. Lihat lagi sebentar lagi.',
  'problem.portal.not-found': 'Di antara milik pelanggan ini tidak ada yang bernama demikian.',
  'problem.portal.no-codes': 'Belum ada saluran yang terhubung untuk mengirim kode portal.',
  'problem.portal.wrong-code': 'Kode salah, sudah dipakai, atau terlambat.',
  'problem.portal.too-often': 'Terlalu banyak percobaan. Tunggu {seconds, plural, other {# detik}}.',
  'problem.portal.no-provider': 'Portal tidak terhubung dengan cara masuk lain.',
  'problem.portal.provider-away': 'Layanan masuk portal tidak menjawab.',
  'problem.portal.provider-refused': 'Layanan masuk portal tidak menyebutkan siapa orangnya.',
  'problem.portal.already-appealed': 'Tentang gangguan dan layanan ini sudah ada keberatan.',
  'problem.outages.unlikely-time':
    '{field, select, startedAt {Waktu mulai} noticedAt {Waktu diketahui} knownAt {Waktu penyedia mengetahuinya} restoredAt {Waktu pemulihan} etr {Perkiraan pemulihan} nextUpdateBy {Waktu kabar berikutnya} other {Waktunya}} ({instant}) tidak mungkin dimaksudkan. Berikan waktu dari {first} sampai {last}.',
  'problem.outages.bad-file':
    '{why, select, missing_column {Baris judul tidak memiliki kolom “{column}”.} duplicate_column {Baris judul memuat kolom “{column}” dua kali.} not_utf8 {Berkas bukan UTF-8. Simpan sebagai UTF-8.} other {Berkas tidak dapat dipakai.}}',
  'problem.outages.gets-money': 'Layanan {service} mendapat kompensasi untuk {outage} tanpa perlu keberatan.',
  'problem.outages.already-appealed': 'Layanan {service} sudah mengajukan keberatan tentang {outage}.',
  'problem.outages.no-appeal': 'Layanan {service} tidak memiliki keberatan terbuka tentang {outage}.',
}
