/** See `conceptWords`. */
export const spanish = `
reembolso reembolsar devolucion devolver_dinero reintegro
tarifa cargo coste costo costar precio cuanto comision valor recargo
caro costoso elevado
barato economico asequible
gratis gratuito gratuita
descuento rebaja promocion cupon oferta codigo vale
pago pagar abonar abono transferencia
comprar compra pedir pedido adquirir encargar
factura recibo ticket comprobante
banco bancaria entidad
cuenta perfil
cliente usuario miembro socio
tarjeta visa mastercard
efectivo dinero billete
dinero saldo importe cantidad fondos
transferir transferencia enviar girar
depositar ingresar recargar deposito ingreso recarga
retirar sacar retiro
moneda divisa euro dolar peso libra
cambiar cambio convertir intercambiar
prestamo credito hipoteca prestar
deuda deber pendiente vencido
impuesto iva aduana
salario sueldo nomina ingresos
domiciliacion recurrente automatico debito
cuota plazo plazos
cancelar cancelacion anular terminar dar_baja rescindir
eliminar borrar cerrar
suscripcion contrato plan membresia
renovar renovacion prolongar extender
cambiar modificar modificacion editar actualizar corregir
reemplazar sustituir reemplazo cambio nuevo
devolver devolucion regresar retornar
roto danado defectuoso averiado estropeado no_funciona
funcionar servir funciona
error problema fallo incidencia
rechazar rechazado denegar denegado
permitir poder posible autorizar
aceptar admitir
bloquear bloqueado congelar suspender
desbloquear reactivar
perder perdido perdida extraviado
robar robado robo
fraude estafa sospechoso hackeado phishing
reconocer conocer
doble duplicado dos_veces
faltar falta no_recibido no_llegado
llegar llegado recibir recibido obtener entregar
entregar entrega enviar envio mandar correo
paquete envio pedido
rastrear seguimiento seguir donde estado
estado situacion progreso
tarde retraso demora retrasado
esperar espera pendiente proceso
rapido urgente pronto inmediato
cuanto_tiempo duracion tardar demorar
cuando fecha hora
cita reunion
reservar reserva reservacion
reprogramar aplazar mover
abierto horario abrir abren
direccion domicilio
mudar mudanza
casa piso apartamento
pais extranjero internacional
viaje viajar vacaciones
vuelo avion volar
tren autobus bus
coche carro auto vehiculo
equipaje maleta
hotel habitacion alojamiento
billete boleto entrada pasaje
identidad pasaporte dni identificacion
documento papel formulario archivo
verificar confirmar comprobar verificacion prueba
ver mostrar consultar encontrar
aplicacion app programa software
telefono movil celular smartphone
dispositivo ordenador computadora aparato
sitio web pagina
internet wifi conexion red
conectar conexion vincular
instalar descargar
actualizar actualizacion
reiniciar restablecer
contrasena clave pin codigo
olvidar olvidado
iniciar_sesion entrar acceder login
cerrar_sesion salir
registrar registro inscribir crear_cuenta
configurar crear abrir establecer
activar activacion encender
desactivar apagar
correo email mail
llamar llamada telefonear
contactar contacto hablar comunicar
agente persona humano asesor representante operador
ayuda ayudar asistencia soporte
queja reclamar reclamacion quejar
bueno bien genial excelente
malo mal terrible horrible
porque razon motivo
decir informar avisar
notificacion alerta aviso recordatorio
mensaje sms
pregunta consulta preguntar duda
informacion detalles datos
nombre apellido
aumentar subir incrementar
disminuir reducir bajar
limite maximo tope
adicional extra otro
nuevo nueva
viejo antiguo anterior
caducar vencer expirar valido
talla tamano
ropa camisa vestido zapato
disponible existencias stock
agotado no_disponible
producto articulo
tienda comercio sucursal
vendedor comerciante
empresa compania negocio firma
reparar reparacion arreglar solucionar resolver
seguro asegurar poliza
medico doctor
enfermo enfermedad
nino hijo hija
familia madre padre hermano hermana
amigo colega companero
trabajo empleo puesto
comida plato comer
electricidad gas agua luz energia
tiempo lluvia sol clima temperatura
musica cancion
necesitar requerir necesario
querer desear
intentar probar
otra_vez nuevamente
recomendar sugerir
opcion alternativa posibilidad manera forma
usar utilizar uso
online linea virtual digital
datos privacidad privado personal
seguro seguridad proteger
incorrecto equivocado error mal
correcto exacto
mismo igual identico
diferente distinto otro
todo todos toda todas
lunes martes miercoles jueves viernes sabado domingo
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
mes mensual
ano anual
semana semanal
dia diario
manana tarde noche
regalo regalar
puntos fidelidad bono
foto imagen
bateria cargar
`;
