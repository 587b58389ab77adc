/** See `conceptWords`. */
export const portuguese = `
reembolso reembolsar devolucao devolver_dinheiro estorno estornar
taxa tarifa custo custar preco quanto comissao valor encargo
caro custoso elevado
barato economico acessivel
gratis gratuito gratuita
desconto promocao cupom oferta codigo vale
pagamento pagar liquidar transferencia
comprar compra pedir pedido encomenda adquirir encomendar
fatura recibo nota comprovante comprovativo boleto
banco bancaria instituicao
conta perfil
cliente usuario utilizador membro
cartao visa mastercard
dinheiro notas numerario
caixa multibanco
dinheiro saldo valor montante quantia fundos
transferir transferencia enviar pix
depositar deposito carregar recarregar recarga
levantar sacar saque levantamento
moeda euro dolar real libra
trocar cambio converter
emprestimo credito hipoteca
divida dever pendente atrasado
imposto iva alfandega
salario ordenado vencimento
debito automatico recorrente
parcela prestacao prestacoes
cancelar cancelamento anular rescindir terminar
eliminar apagar excluir remover encerrar fechar
assinatura subscricao contrato plano
renovar renovacao prolongar
mudar alterar modificar editar alteracao atualizar corrigir
substituir substituicao troca trocar novo
devolver devolucao retornar
quebrado partido danificado defeituoso avariado estragado nao_funciona
funcionar funciona
erro problema falha avaria
recusar recusado rejeitado negado
permitir poder possivel autorizar
bloquear bloqueado congelar suspender
desbloquear reativar
perder perdido perdi extraviado
roubar roubado furtado roubo furto
fraude golpe burla suspeito
reconhecer conhecer
duplicado duas_vezes dobro
faltar falta nao_recebi nao_chegou
chegar chegou receber recebido recebi
entregar entrega enviar envio correio
encomenda pacote envio pedido
rastrear rastreamento seguir onde estado
estado situacao status andamento
tarde atraso atrasado demora
esperar espera aguardar
rapido urgente logo imediato
quanto_tempo duracao demorar
quando data hora
consulta reuniao marcacao agendamento
reservar reserva agendar marcar
reagendar adiar remarcar
aberto horario abrir
endereco morada
mudar mudanca
casa apartamento
pais exterior estrangeiro internacional
viagem viajar ferias
voo aviao voar
trem comboio onibus autocarro
carro veiculo automovel
bagagem mala
hotel quarto alojamento
bilhete passagem ingresso
identidade passaporte documento
documento formulario ficheiro arquivo
verificar confirmar verificacao comprovar
ver mostrar consultar encontrar
aplicativo aplicacao app programa software
telefone celular telemovel smartphone
dispositivo computador aparelho
site web pagina
internet wifi conexao ligacao rede
conectar ligar vincular
instalar baixar descarregar
atualizar atualizacao
reiniciar redefinir
senha palavra_passe pin codigo
esquecer esqueci
entrar acessar aceder login sessao
sair desconectar
registrar registar cadastro registo inscrever cadastrar
configurar criar abrir
ativar ativacao ligar
desativar desligar
email correio mail
ligar telefonar chamada ligacao
contactar contatar contato contacto falar
atendente pessoa humano agente operador
ajuda ajudar assistencia suporte apoio
reclamacao queixa reclamar
bom bem otimo excelente
mau mal terrivel pessimo ruim
porque motivo razao
dizer informar avisar
notificacao alerta aviso lembrete
mensagem sms
pergunta duvida perguntar
informacao detalhes dados
nome sobrenome apelido
aumentar subir
diminuir reduzir baixar
limite maximo
extra adicional outro
novo nova
velho antigo anterior
expirar vencer valido caducar
roupa camisa vestido sapato
disponivel estoque stock
esgotado indisponivel
produto artigo
loja comercio
vendedor comerciante
empresa companhia firma
reparar reparacao consertar conserto resolver
seguro apolice
medico doutor
doente doenca
crianca filho filha
familia mae pai irmao irma
amigo colega
trabalho emprego
comida prato comer refeicao
luz gas agua energia eletricidade
tempo chuva sol temperatura
musica cancao
precisar necessario
querer desejar gostaria
tentar experimentar
novamente outra_vez
recomendar sugerir
opcao alternativa possibilidade maneira forma
usar utilizar uso
online virtual digital
dados privacidade privado pessoal
seguro seguranca proteger
errado incorreto erro engano
correto certo
mesmo igual
diferente outro
tudo todos todas
segunda terca quarta quinta sexta sabado domingo
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
mes mensal
ano anual
semana semanal
dia diario
manha tarde noite
pontos fidelidade
foto imagem
bateria carregar
`;
