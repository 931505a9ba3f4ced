@test "adds an item" {
	true
}

@test "pays the total" {
	[ 3 -eq 4 ]
}

@test "sends a gift" {
	skip "no gifts today"
}

@test 'shows <b>A & B</b> 🚀' {
	false
}
