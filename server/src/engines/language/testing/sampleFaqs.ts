import type { Faq } from '../model/languageModel.ts';

/** A small shop's FAQs in ten languages, and messages that customers might send; for tests. */
export interface Sample {
  language: string;
  faqs: Faq[];
  /** Message and the FAQ that it asks for. */
  asked: [string, string][];
}

/** FAQ ids in the order of the columns below. */
const ids = ['where', 'return', 'pay', 'hours', 'cancel'];

export const samples: Sample[] = [
  sample(
    'en',
    [
      ['Where is my order?', 'When will my parcel arrive?', 'track my package', 'my delivery is late', 'I have not received my order yet', 'has my order shipped'],
      ['How do I return an item?', 'I want to send this back', 'can I get a refund for these shoes', 'return policy', 'exchange for another size', 'I want my money back'],
      ['Which payment methods do you accept?', 'can I pay with paypal', 'do you take credit cards', 'is it possible to pay by invoice', 'my card payment failed', 'pay in instalments'],
      ['What are your opening hours?', 'are you open on sundays', 'when does the shop close', 'are you open today', 'store hours on holidays', 'until what time are you open'],
      ['How can I cancel my order?', 'please cancel my purchase', 'I ordered by mistake', 'stop my order before it ships', 'I changed my mind about the order', 'cancel order'],
    ],
    [['where is my parcel', 'where'], ['i want to return my shoes', 'return'], ['can i pay by credit card', 'pay'], ['are you open on monday', 'hours'], ['i want to cancel my order', 'cancel']],
  ),
  sample(
    'fr',
    [
      ['Où est ma commande ?', 'Quand vais-je recevoir mon colis ?', 'suivre mon colis', 'ma livraison est en retard', 'je n’ai pas encore reçu ma commande', 'ma commande est-elle expédiée'],
      ['Comment retourner un article ?', 'je voudrais renvoyer ce produit', 'puis-je être remboursé pour ces chaussures', 'politique de retour', 'échanger contre une autre taille', 'je veux être remboursé'],
      ['Quels moyens de paiement acceptez-vous ?', 'puis-je payer avec paypal', 'prenez-vous la carte bancaire', 'est-il possible de payer sur facture', 'mon paiement par carte a échoué', 'payer en plusieurs fois'],
      ['Quels sont vos horaires d’ouverture ?', 'êtes-vous ouverts le dimanche', 'à quelle heure ferme le magasin', 'êtes-vous ouverts aujourd’hui', 'horaires les jours fériés', 'jusqu’à quelle heure êtes-vous ouverts'],
      ['Comment annuler ma commande ?', 'merci d’annuler mon achat', 'j’ai commandé par erreur', 'arrêtez ma commande avant l’envoi', 'j’ai changé d’avis pour la commande', 'annulation de commande'],
    ],
    [['où est mon colis', 'where'], ['je veux retourner mes chaussures', 'return'], ['puis-je payer par carte', 'pay'], ['etes vous ouverts le lundi', 'hours'], ['je veux annuler ma commande', 'cancel']],
  ),
  sample(
    'es',
    [
      ['¿Dónde está mi pedido?', '¿Cuándo llegará mi paquete?', 'seguir mi paquete', 'mi entrega llega tarde', 'todavía no he recibido mi pedido', '¿ya enviaron mi pedido?'],
      ['¿Cómo devuelvo un artículo?', 'quiero devolver este producto', '¿me pueden reembolsar estos zapatos?', 'política de devoluciones', 'cambiar por otra talla', 'quiero que me devuelvan el dinero'],
      ['¿Qué formas de pago aceptan?', '¿puedo pagar con paypal?', '¿aceptan tarjeta de crédito?', '¿es posible pagar con factura?', 'mi pago con tarjeta ha fallado', 'pagar a plazos'],
      ['¿Cuál es el horario de apertura?', '¿abren los domingos?', '¿a qué hora cierra la tienda?', '¿están abiertos hoy?', 'horario en días festivos', '¿hasta qué hora están abiertos?'],
      ['¿Cómo cancelo mi pedido?', 'por favor cancelen mi compra', 'pedí por error', 'paren mi pedido antes del envío', 'he cambiado de opinión sobre el pedido', 'cancelar pedido'],
    ],
    [['donde esta mi paquete', 'where'], ['quiero devolver los zapatos', 'return'], ['puedo pagar con tarjeta', 'pay'], ['abren los lunes', 'hours'], ['quiero cancelar el pedido', 'cancel']],
  ),
  sample(
    'de',
    [
      ['Wo ist meine Bestellung?', 'Wann kommt mein Paket an?', 'Paket verfolgen', 'meine Lieferung ist verspätet', 'ich habe meine Bestellung noch nicht erhalten', 'wurde meine Bestellung schon verschickt'],
      ['Wie kann ich einen Artikel zurückgeben?', 'ich möchte das zurückschicken', 'bekomme ich das Geld für die Schuhe zurück', 'Rückgaberecht', 'gegen eine andere Größe umtauschen', 'ich will mein Geld zurück'],
      ['Welche Zahlungsarten gibt es?', 'kann ich mit Paypal zahlen', 'nehmen Sie Kreditkarten', 'ist Zahlung auf Rechnung möglich', 'meine Kartenzahlung ist fehlgeschlagen', 'in Raten zahlen'],
      ['Wie sind Ihre Öffnungszeiten?', 'haben Sie sonntags geöffnet', 'wann schließt der Laden', 'haben Sie heute offen', 'Öffnungszeiten an Feiertagen', 'bis wie viel Uhr haben Sie geöffnet'],
      ['Wie kann ich meine Bestellung stornieren?', 'bitte stornieren Sie meinen Kauf', 'ich habe aus Versehen bestellt', 'Bestellung vor dem Versand stoppen', 'ich habe es mir mit der Bestellung anders überlegt', 'Bestellung stornieren'],
    ],
    [['wo bleibt mein paket', 'where'], ['ich moechte die schuhe zurückgeben', 'return'], ['kann ich mit karte zahlen', 'pay'], ['haben sie montags geöffnet', 'hours'], ['ich will die bestellung stornieren', 'cancel']],
  ),
  sample(
    'it',
    [
      ['Dov’è il mio ordine?', 'Quando arriva il mio pacco?', 'tracciare il pacco', 'la consegna è in ritardo', 'non ho ancora ricevuto il mio ordine', 'il mio ordine è stato spedito?'],
      ['Come posso restituire un articolo?', 'vorrei rimandare indietro questo prodotto', 'posso avere il rimborso per queste scarpe', 'politica di reso', 'cambiare con un’altra taglia', 'rivoglio i miei soldi'],
      ['Quali metodi di pagamento accettate?', 'posso pagare con paypal', 'accettate carte di credito', 'è possibile pagare con fattura', 'il pagamento con la carta è fallito', 'pagare a rate'],
      ['Quali sono gli orari di apertura?', 'siete aperti la domenica', 'a che ora chiude il negozio', 'siete aperti oggi', 'orari nei giorni festivi', 'fino a che ora siete aperti'],
      ['Come annullo il mio ordine?', 'annullate il mio acquisto per favore', 'ho ordinato per errore', 'fermate il mio ordine prima della spedizione', 'ho cambiato idea sull’ordine', 'annullare ordine'],
    ],
    [['dove è il mio pacco', 'where'], ['voglio restituire le scarpe', 'return'], ['posso pagare con la carta', 'pay'], ['siete aperti il lunedi', 'hours'], ['voglio annullare il mio ordine', 'cancel']],
  ),
  sample(
    'pt',
    [
      ['Onde está o meu pedido?', 'Quando chega a minha encomenda?', 'rastrear a minha encomenda', 'a minha entrega está atrasada', 'ainda não recebi o meu pedido', 'o meu pedido já foi enviado?'],
      ['Como posso devolver um artigo?', 'quero devolver este produto', 'posso ter reembolso destes sapatos', 'política de devolução', 'trocar por outro tamanho', 'quero o meu dinheiro de volta'],
      ['Quais formas de pagamento aceitam?', 'posso pagar com paypal', 'aceitam cartão de crédito', 'é possível pagar com fatura', 'o pagamento com cartão falhou', 'pagar em prestações'],
      ['Qual é o horário de funcionamento?', 'estão abertos ao domingo', 'a que horas fecha a loja', 'estão abertos hoje', 'horário nos feriados', 'até que horas estão abertos'],
      ['Como cancelo o meu pedido?', 'por favor cancelem a minha compra', 'pedi por engano', 'parem o meu pedido antes do envio', 'mudei de ideia sobre o pedido', 'cancelar pedido'],
    ],
    [['onde esta a minha encomenda', 'where'], ['quero devolver os sapatos', 'return'], ['posso pagar com cartao', 'pay'], ['estão abertos na segunda', 'hours'], ['quero cancelar o pedido', 'cancel']],
  ),
  sample(
    'nl',
    [
      ['Waar is mijn bestelling?', 'Wanneer komt mijn pakket aan?', 'pakket volgen', 'mijn levering is te laat', 'ik heb mijn bestelling nog niet ontvangen', 'is mijn bestelling al verzonden'],
      ['Hoe kan ik een artikel retourneren?', 'ik wil dit terugsturen', 'krijg ik mijn geld terug voor deze schoenen', 'retourbeleid', 'ruilen voor een andere maat', 'ik wil mijn geld terug'],
      ['Welke betaalmethoden accepteren jullie?', 'kan ik met paypal betalen', 'accepteren jullie creditcards', 'is betalen op rekening mogelijk', 'mijn betaling met de kaart is mislukt', 'in termijnen betalen'],
      ['Wat zijn jullie openingstijden?', 'zijn jullie op zondag open', 'hoe laat sluit de winkel', 'zijn jullie vandaag open', 'openingstijden op feestdagen', 'tot hoe laat zijn jullie open'],
      ['Hoe kan ik mijn bestelling annuleren?', 'annuleer alstublieft mijn aankoop', 'ik heb per ongeluk besteld', 'stop mijn bestelling voor verzending', 'ik heb me bedacht over de bestelling', 'bestelling annuleren'],
    ],
    [['waar blijft mijn pakket', 'where'], ['ik wil de schoenen terugsturen', 'return'], ['kan ik met een kaart betalen', 'pay'], ['zijn jullie op maandag open', 'hours'], ['ik wil mijn bestelling annuleren', 'cancel']],
  ),
  sample(
    'zh',
    [
      ['我的订单在哪里？', '我的包裹什么时候到？', '查询快递', '我的快递迟到了', '我还没收到订单', '我的订单发货了吗'],
      ['怎么退货？', '我想把这个退回去', '这双鞋可以退款吗', '退货政策', '换一个尺码', '我要退钱'],
      ['你们支持哪些付款方式？', '可以用支付宝付款吗', '可以刷信用卡吗', '可以开发票付款吗', '我的银行卡支付失败了', '可以分期付款吗'],
      ['你们的营业时间是什么？', '星期天营业吗', '商店几点关门', '今天营业吗', '节假日营业时间', '你们开到几点'],
      ['怎么取消订单？', '请取消我的购买', '我下错单了', '发货前停止订单', '我改变主意不想买了', '取消订单'],
    ],
    [['我的包裹在哪里', 'where'], ['我想退货', 'return'], ['可以用银行卡付款吗', 'pay'], ['星期一营业吗', 'hours'], ['我想取消订单', 'cancel']],
  ),
  sample(
    'ja',
    [
      ['注文した商品はどこですか？', '荷物はいつ届きますか？', '荷物を追跡したい', '配達が遅れています', 'まだ注文が届いていません', '注文は発送されましたか'],
      ['商品を返品するには？', 'これを返送したいです', 'この靴は返金できますか', '返品ポリシー', '別のサイズに交換したい', '返金してほしい'],
      ['支払い方法は何がありますか？', 'ペイパルで支払えますか', 'クレジットカードは使えますか', '請求書払いはできますか', 'カードの支払いに失敗しました', '分割払いはできますか'],
      ['営業時間を教えてください', '日曜日は営業していますか', '店は何時に閉まりますか', '今日は営業していますか', '祝日の営業時間', '何時まで開いていますか'],
      ['注文をキャンセルするには？', '購入を取り消してください', '間違えて注文しました', '発送前に注文を止めてください', '気が変わったので注文をやめたい', '注文のキャンセル'],
    ],
    [['荷物はどこですか', 'where'], ['靴を返品したいです', 'return'], ['カードで支払えますか', 'pay'], ['月曜日は営業していますか', 'hours'], ['注文をキャンセルしたい', 'cancel']],
  ),
  sample(
    'ar',
    [
      ['أين طلبي؟', 'متى يصل الطرد؟', 'تتبع الشحنة', 'التوصيل متأخر', 'لم أستلم طلبي بعد', 'هل تم شحن طلبي'],
      ['كيف أرجع منتجا؟', 'أريد إرجاع هذا المنتج', 'هل يمكن استرداد ثمن الحذاء', 'سياسة الإرجاع', 'استبدال بمقاس آخر', 'أريد استرجاع نقودي'],
      ['ما هي طرق الدفع؟', 'هل يمكن الدفع عبر باي بال', 'هل تقبلون بطاقات الائتمان', 'هل يمكن الدفع بالفاتورة', 'فشل الدفع بالبطاقة', 'الدفع بالتقسيط'],
      ['ما هي أوقات العمل؟', 'هل تفتحون يوم الأحد', 'متى يغلق المتجر', 'هل المتجر مفتوح اليوم', 'أوقات العمل في العطل', 'حتى أي ساعة تفتحون'],
      ['كيف ألغي طلبي؟', 'من فضلك إلغاء عملية الشراء', 'طلبت بالخطأ', 'أوقفوا الطلب قبل الشحن', 'غيرت رأيي بشأن الطلب', 'إلغاء الطلب'],
    ],
    [['أين الطرد', 'where'], ['أريد إرجاع الحذاء', 'return'], ['هل يمكن الدفع بالبطاقة', 'pay'], ['هل تفتحون يوم الاثنين', 'hours'], ['أريد إلغاء الطلب', 'cancel']],
  ),
];

function sample(language: string, columns: string[][], asked: [string, string][]): Sample {
  return {
    language,
    faqs: columns.map((examples, i) => ({ id: `${language}.${ids[i]}`, language, examples })),
    asked: asked.map(([text, id]) => [text, `${language}.${id}`]),
  };
}
