SELECT record
FROM search_entry
WHERE
    noun = :noun
    AND (instr(names, :typed) > 0 OR instr(numbers, :typed) > 0 OR instr(address, :typed) > 0)
