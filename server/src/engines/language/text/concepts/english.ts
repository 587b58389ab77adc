/** See `conceptWords`. */
export const english = `
refund reimburse money_back give_back pay_back get_back compensation credit_back repay
fee charge cost price rate tariff surcharge commission amount_due
cost price how_much expensive value worth
expensive dear pricey overpriced costly too_high
cheap inexpensive affordable low_cost budget economical
free complimentary no_charge gratis at_no_cost
discount rebate reduction promo promotion voucher coupon offer deal sale special code
payment transaction transfer purchase
pay settle settlement checkout
buy purchase order get acquire
order purchase
bill invoice statement receipt
receipt proof_of_purchase confirmation
bank building_society financial_institution lender
account profile membership user
customer client user member subscriber
card creditcard debitcard visa mastercard amex
cash money banknote note coin change
atm cash_machine cashpoint dispenser
money fund cash balance sum amount
balance fund available
transfer send wire remit move transmit payment
deposit top_up topup load add_money pay_in fund
withdraw take_out pull_out cash_out
currency dollar euro pound usd eur gbp sterling yen franc foreign
exchange convert swap trade change
loan mortgage credit borrow finance lend
debt owe overdue arrears outstanding due unpaid
tax vat duty custom irs levy
salary wage paycheck pay payroll income earnings
direct_debit standing_order recurring automatic_payment autopay
installment instalment monthly_payment split_payment
cancel stop terminate end close abort call_off quit discontinue undo revoke
undo reverse cancel revert
delete remove erase clear get_rid wipe close
close shut deactivate delete terminate
subscription plan membership contract package
renew extend prolong continue
upgrade switch change move
downgrade lower reduce
change modify edit update alter amend adjust switch correct revise
replace exchange swap new substitute
return send_back bring_back give_back take_back
broken damage defective faulty fault crack smash not_work malfunction
work function operate run
fail unsuccessful not_work error reject decline
error problem issue trouble bug glitch fault wrong mistake
decline reject refuse deny turn_down fail bounce not_accept block
accept take support allow honor honour
allow permit able can may possible let
block freeze lock suspend disable restrict stop hold
unblock unfreeze unlock enable restore reactivate
lock stuck jam
lose miss misplace disappear can_not_find gone vanish
steal rob theft mug swipe pickpocket
fraud scam phish fake suspicious unauthorized fraudulent scammer hack
hack compromise breach
suspicious strange weird odd unfamiliar unknown unrecognized not_recognize
recognize know familiar aware
duplicate twice double two_time second_time again repeat
missing not_there absent not_show not_receive not_arrive lack without
arrive come get receive reach deliver here
receive get obtain have
deliver ship send dispatch post mail courier
parcel package shipment delivery box order
track trace follow locate whereabouts where status progress
status progress update state condition
late delay overdue slow still_wait not_yet behind long
wait pending hold queue processing
pending processing hold in_progress not_complete
fast quick express rapid urgent asap soon hurry immediate quickly speed
slow long lag
long how_long duration time take when
when what_time what_date what_day how_soon
date day time schedule
schedule plan timetable calendar appointment arrange
appointment meeting visit consultation slot
book reserve reservation
rebook reschedule postpone move change
early before advance ahead
late after tardy
today now currently immediately present
open opening hour business_hour
address location street residence home
move relocate
house home apartment flat residence
country nation abroad overseas international foreign
abroad overseas international foreign travel outside
europe eu european
usa us america american united_states
uk united_kingdom britain england british
city town place area region
travel trip journey vacation holiday tour
flight plane airplane airline fly
train rail railway
bus coach
taxi cab uber ride
car vehicle auto automobile
luggage baggage suitcase bag
hotel room accommodation lodging
ticket pass fare
passport visa travel_document
identity id passport document driver_license proof
document paper file form paperwork
verify confirm check validate authenticate prove proof
check verify look see view
see view show display look
app application software program mobile_app
phone mobile cell cellphone smartphone telephone handset iphone android device
device gadget machine equipment appliance
computer laptop pc desktop mac notebook
tablet ipad
website site page web online internet
internet wifi wi-fi broadband connection network wireless
network signal reception coverage
connect link pair join attach sync
download install
upload attach submit
update upgrade new_version
restart reboot reset
reset change recover
password passcode pin code passphrase
pin passcode code secret
forget forgot not_remember can_not_remember do_not_know lose
login log_in sign_in log_on access signin
logout log_out sign_out
register sign_up create_account open_account join enroll signup set_up
set_up setup configure install create enable establish start
start begin open launch create
activate enable turn_on switch_on start
deactivate disable turn_off switch_off stop
email mail address
call phone ring dial telephone contact
contact reach get_in_touch speak talk call communicate
talk speak chat discuss
agent representative person human advisor operator staff employee someone
help assist support aid advise
complain complaint dissatisfied unhappy grievance
angry upset annoyed furious frustrated unhappy disappointed
happy glad satisfied pleased great
good great excellent nice fine awesome wonderful fantastic
bad terrible awful horrible poor worst
sorry apology apologize
explain clarify describe tell understand why meaning
why reason how_come cause what_for
reason cause why
tell inform notify let_know say
notification alert reminder warn message
message text sms
question query inquiry enquiry ask
information info detail
name surname last_name first_name
increase raise higher up more
decrease reduce lower down less
limit maximum cap max restriction most how_many threshold
minimum least lowest
many number quantity amount count
enough sufficient
extra additional further another more supplementary
another second additional other extra
new replacement another fresh
old previous former past
expire expiration out_of_date run_out end
valid good expire
error fault
size fit large small measurement
big large huge
small little tiny
color shade
clothes clothing apparel garment shirt dress shoe
stock available inventory in_stock
sold_out out_of_stock unavailable
available offer sell have provide exist
product item article good goods thing
quality condition
store shop branch outlet location retailer
seller merchant vendor retailer shop store
company business firm organization enterprise
guarantee warranty
repair fix mend service solve
fix solve resolve repair sort correct
insurance cover policy insure
claim compensation
health medical
doctor physician gp medical
medicine drug medication prescription pill
hospital clinic surgery
sick ill unwell disease
child kid son daughter baby teenager minor
age old year_old young
family relative mother father parent brother sister
husband wife spouse partner
friend mate buddy colleague
job work position employment career occupation vacancy
leave vacation time_off day_off pto holiday
boss manager supervisor
food meal dish lunch dinner breakfast
restaurant diner eatery cafe place_to_eat
recipe cook make prepare ingredient
drink beverage
water gas electricity power energy utility
meter reading
weather rain sunny forecast temperature snow
temperature degree hot cold
music song track tune album
movie film
play watch listen
book read
game play
alarm wake reminder
remind reminder remember
list add
near nearby close closest around local vicinity
far distance
way method mean option possibility
option choice alternative possibility
method way mean
how what_way
use utilize utilise spend
need require want must necessary
want would_like wish desire
try attempt
again once_more repeat
prefer like favorite
recommend suggest advise recommendation suggestion
compare difference versus
best top
type kind sort
virtual digital online electronic
physical plastic real paper
personal private own
privacy data gdpr
secure safe security protect
legal law lawful
share give send forward
split divide
join merge combine
main primary
automatic auto automatically
manual manually
wrong incorrect mistake not_right inaccurate false bad
right correct accurate proper
accidentally by_mistake mistakenly by_accident unintentionally
same identical
different other
all every everything whole entire
monday tuesday wednesday thursday friday saturday sunday weekday
january february march april june july august september october november december
month monthly
year annual yearly annually
week weekly
day daily
one two three four five six seven eight nine ten
first second third
morning afternoon evening night
hundred thousand million
gift present
point reward loyalty bonus mile
earn collect gain
friend_code referral refer invite
newsletter unsubscribe spam mailing
rating review feedback stars
picture photo image selfie
video clip
print printer
screen display monitor
battery charge power
charge recharge
cable cord charger
person somebody someone anyone people
`;
