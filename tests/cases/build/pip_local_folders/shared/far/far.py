value = 'far'
