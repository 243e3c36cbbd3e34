INSERT INTO case_goods ("case", position, brand, barcode, sticks, price_fen, amount_fen, authenticity, disposition)
SELECT
    :json ->> 'id',
    child.key,
    child.value ->> 'brand',
    child.value ->> 'barcode',
    child.value ->> 'sticks',
    child.value ->> 'price_fen',
    child.value ->> 'amount_fen',
    child.value ->> 'authenticity',
    child.value ->> 'disposition'
FROM json_each(:json, '$.goods') AS child
